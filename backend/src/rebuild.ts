import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { Tally } from './modules/atproto/index.js';
import { RebuildIndex, type Rebuilt } from './modules/health/index.js';
import { startFailure, StartRefused } from './platform/config/index.js';
import { withProduct } from './with-product.js';

const USAGE = `
npm run rebuild -- [options]     make the public index again from the repositories of its people

  --did <did>       only this one; may be given several times
  --from <origin>   everybody whom this relay or PDS names; else everybody the index knows
  --prune           also remove what the repositories no longer hold
  --dry-run         say what would happen, and change nothing
`.trim();

const OPTIONS = {
  did: { type: 'string', multiple: true },
  from: { type: 'string' },
  prune: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const PROGRESS_MS = 2_000;
const say = (line: string) => console.error(line);

async function main(): Promise<number> {
  const { values } = readArguments();
  if (values.help) {
    say(USAGE);
    return 0;
  }
  const { did: dids, from, prune, 'dry-run': dryRun } = values;
  return withProduct({ env: process.env, say }, async (product) => {
    const progress = paced(PROGRESS_MS, (tally) => say(progressLine(tally)));
    const rebuilt = await product.get(RebuildIndex, { strict: false }).run({ dids, from, prune, dryRun, progress });
    for (const line of report(rebuilt, dryRun)) say(line);
    return rebuilt.tally.failures.length === 0 ? 0 : 1;
  });
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS });
  } catch (error) {
    throw new StartRefused(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function paced(everyMs: number, say: (tally: Tally) => void): (tally: Tally) => void {
  let last = performance.now();
  return (tally) => {
    if (performance.now() - last < everyMs) return;
    last = performance.now();
    say(tally);
  };
}

function progressLine({ repositories, seen, decided, gone, failures, seconds }: Tally): string {
  const rate = Math.round(decided / seconds);
  return `${repositories} repositories, ${gone} gone, ${failures.length} failed; ${seen} records, ${decided} done, ${rate}/s`;
}

function report({ tally, firstTrackId }: Rebuilt, dryRun: boolean): string[] {
  const counts = [...tally.records].flatMap(([collection, words]) =>
    [...words].map(([word, n]) => `  ${collection.padEnd(14)} ${word.padEnd(28)} ${String(n).padStart(9)}`),
  );
  return [
    '',
    progressLine(tally),
    ...(tally.unproven > 0 ? [`${tally.unproven} repositories came by pages, without a signature`] : []),
    ...(firstTrackId ? [`the index was empty: tracks are numbered from ${firstTrackId}`] : []),
    ...counts,
    ...tally.failures.map(({ did, reason }) => `  ${did} could not be read: ${reason}`),
    dryRun
      ? `a dry run of ${tally.seconds.toFixed(1)} s: nothing was changed`
      : `done in ${tally.seconds.toFixed(1)} s`,
  ];
}

main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    console.error(startFailure(error));
    process.exit(1);
  });
