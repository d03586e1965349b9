import os from 'node:os';
import { writeFileSync } from 'node:fs';

/**
 * @typedef {{id: string, metric: string, ours?: string, peer?: string, ratio?: number, skipped?: string, note?: string,
 *   goal?: {atLeast?: number, atMost?: number, of?: string}}} Row
 */

function goalText({ atLeast, atMost, of } = {}) {
  if (atLeast !== undefined) return `≥ ${atLeast}`;
  return of ? `≤ ${of}` : `≤ ${atMost}`;
}

function isMet({ ratio, goal }) {
  return goal.atLeast === undefined ? ratio <= goal.atMost : ratio >= goal.atLeast;
}

/** @param {Row[]} rows */
export function table(rows) {
  const lines = rows.map((row) => {
    if (row.skipped) return `| ${row.id} | ${row.metric} | – | – | – | – | skipped: ${row.skipped} |`;
    const { id, metric, ours, peer, ratio, goal, note } = row;
    return `| ${id} | ${metric} | ${ours} | ${peer} | ${ratio.toFixed(2)} | ${goalText(goal)} | ${isMet(row) ? 'met' : 'missed'}${note ? `: ${note}` : ''} |`;
  });
  return ['| id | what | ours | peer, same run | ratio | goal | |', '|---|---|---|---|---|---|---|', ...lines].join(
    '\n',
  );
}

/** @param {Row[]} rows */
export function writeReport(file, rows) {
  const machine = `${os.cpus().length} cores (${os.cpus()[0]?.model.trim()}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const text = `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. Ratios against a peer measured side by side in the same run count; absolute figures are those of one machine that did other things too. A ratio without a peer is the share of the limit that was used.

${table(rows)}

How each is measured stands in \`backend/bench/\`.
`;
  writeFileSync(file, text);
}
