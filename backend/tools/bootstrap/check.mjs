import path from 'node:path';
import { allOrNone } from './all-or-none.mjs';
import { runTool } from './build.mjs';
import { lexiconDrift } from './codegen.mjs';

const tool = (doing, script, args, cwd = '.') => ({ doing, command: [`node_modules/${script}`, ...args], cwd });

/** The client's types lie in files that Kit writes. */
const PREPARATION = tool('preparing the client', '@sveltejs/kit/svelte-kit.js', ['sync'], 'frontend');

const FAULTS = [tool('looking for faults', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.'])];

const SVELTE_CHECK = ['--fail-on-warnings', '--output', 'human', '--threshold', 'warning'];
const PRETTIER = ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'];

const EVERYTHING_ELSE = [
  tool('checking the format', 'prettier/bin/prettier.cjs', PRETTIER),
  tool('checking types of the backend', 'typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.json']),
  tool('checking types of the client', 'svelte-check/bin/svelte-check', SVELTE_CHECK, 'frontend'),
  tool('checking types of the service worker', 'typescript/bin/tsc', ['-p', 'frontend/src/service-worker']),
  tool('checking types of the stories', 'typescript/bin/tsc', ['-p', 'frontend/e2e']),
  tool('checking styles', 'stylelint/bin/stylelint.mjs', ['--max-warnings', '0', 'frontend/src/**/*.{css,svelte}']),
  tool('checking the order of the house', 'dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['--config', '.dependency-cruiser.cjs', 'backend', 'frontend/src', 'migrations'],
  ]),
];

/** What is looked at without running the product. Each tool prints only what it finds. */
export async function check(context) {
  const { steps } = context;
  await run(context, PREPARATION);
  const calling = new AbortController();
  const inTurn = async (checks) => {
    for (const one of checks) await run({ ...context, signal: calling.signal }, one);
  };
  // The two lanes take about as long as each other on two cores.
  await allOrNone(calling, [inTurn(FAULTS), inTurn(EVERYTHING_ELSE)]);
  await steps.run('checking the lexicon types', () => lexiconDrift(context));
}

function run({ root, node, steps, signal }, { doing, command, cwd }) {
  return steps.run(doing, () => runTool({ root, node, signal, command, cwd: path.join(root, cwd) }));
}
