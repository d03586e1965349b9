import os from 'node:os';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * @typedef {{id: string, metric: string, ours?: string, peer?: string, ratio?: number, skipped?: string, note?: string,
 *   goal?: {atLeast?: number, atMost?: number, of?: string}}} Row
 */

const HEAD = ['| id | what | ours | peer, same run | ratio | goal | | taken |', '|---|---|---|---|---|---|---|---|'];

function goalText({ atLeast, atMost, of } = {}) {
  if (atLeast !== undefined) return `≥ ${atLeast}`;
  return of ? `≤ ${of}` : `≤ ${atMost}`;
}

function isMet({ ratio, goal }) {
  return goal.atLeast === undefined ? ratio <= goal.atMost : ratio >= goal.atLeast;
}

function line(row) {
  const taken = new Date().toISOString().slice(0, 10);
  if (row.skipped) return `| ${row.id} | ${row.metric} | – | – | – | – | skipped: ${row.skipped} | ${taken} |`;
  const { id, metric, ours, peer, ratio, goal, note } = row;
  const verdict = `${isMet(row) ? 'met' : 'missed'}${note ? `: ${note}` : ''}`;
  return `| ${id} | ${metric} | ${ours} | ${peer} | ${ratio.toFixed(2)} | ${goalText(goal)} | ${verdict} | ${taken} |`;
}

/** @param {Row[]} rows */
export function table(rows) {
  return [...HEAD, ...rows.map(line)].join('\n');
}

/**
 * Writes the table. Measurements that were not taken this time keep the rows they have.
 *
 * @param {Row[]} rows
 */
export function writeReport(file, rows) {
  const machine = `${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const lines = [...kept(file, new Set(rows.map(({ id }) => id))), ...rows.map(line)];
  const text = `# Benchmarks

Written by \`npm run bench\`, last on ${machine}. Ratios against a peer measured side by side in the same run count; absolute figures are those of one machine that did other things too. A ratio without a peer is the share of the limit that was used.

${[...HEAD, ...lines.toSorted((a, b) => numberOf(a) - numberOf(b))].join('\n')}

How each is measured stands in \`backend/bench/\`.
`;
  writeFileSync(file, text);
}

function kept(file, replaced) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((text) => /^\| P\d+ /.test(text) && !replaced.has(/^\| (P\d+) /.exec(text)?.[1]));
}

const numberOf = (text) => Number(/^\| P(\d+) /.exec(text)?.[1]);
