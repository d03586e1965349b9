import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { ConsistencyAudit, type Fault } from './modules/health/index.js';
import { startFailure, StartRefused } from './platform/config/index.js';
import { withProduct } from './with-product.js';

const USAGE = `
npm run audit:consistency -- [options]   check that rows, records and bytes agree; changes nothing

  --did <did>   compare only this repository; may be given several times
  --offline     leave the repositories out
`.trim();

const OPTIONS = {
  did: { type: 'string', multiple: true },
  offline: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const say = (line: string) => console.error(line);

async function main(): Promise<number> {
  const { did: dids, offline, help } = readArguments();
  if (help) {
    say(USAGE);
    return 0;
  }
  return withProduct({ env: process.env, say }, async (product) => {
    const faults = await product.get(ConsistencyAudit, { strict: false }).run({ dids, offline });
    for (const { invariant, subject, what } of faults) console.log(`${invariant.padEnd(3)}  ${what}: ${subject}`);
    say(summary(faults));
    return faults.length === 0 ? 0 : 1;
  });
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    throw new StartRefused(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function summary(faults: readonly Fault[]): string {
  if (faults.length === 0) return 'everything agrees';
  const broken = [...new Set(faults.map(({ invariant }) => invariant))].join(', ');
  return `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}, against ${broken}`;
}

main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    console.error(startFailure(error));
    process.exit(1);
  });
