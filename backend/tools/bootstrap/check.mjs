import { allOrNone } from './all-or-none.mjs';
import { changeMeant } from './changes.mjs';
import { lookAt, tool, TOOLS } from './check-tools.mjs';
import { checkChanged } from './check-changed.mjs';
import { lexiconDrift } from './codegen.mjs';

const FAULTS = [tool('looking for faults', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.'])];

const PRETTIER = ['--check', '--log-level', 'warn', '--cache', '--cache-location', '.cache/prettier', '.'];

const EVERYTHING_ELSE = [
  tool('checking the format', 'prettier/bin/prettier.cjs', PRETTIER),
  TOOLS.backendTypes,
  TOOLS.clientTypes,
  TOOLS.serviceWorkerTypes,
  TOOLS.storyTypes,
  tool('checking styles', 'stylelint/bin/stylelint.mjs', ['--max-warnings', '0', 'frontend/src/**/*.{css,svelte}']),
  TOOLS.order,
];

/** What is looked at without running the product: all of it, or what a change can affect. */
export async function check(context) {
  const meant = changeMeant(context.options.rest);
  if (meant && (await checkChanged(context, meant))) return;
  const { steps } = context;
  await lookAt(context, TOOLS.preparation);
  const calling = new AbortController();
  const inTurn = async (checks) => {
    for (const one of checks) await lookAt({ ...context, signal: calling.signal }, one);
  };
  // The two lanes take about as long as each other on two cores.
  await allOrNone(calling, [inTurn(FAULTS), inTurn(EVERYTHING_ELSE)]);
  await steps.run('checking the lexicon types', () => lexiconDrift(context));
}
