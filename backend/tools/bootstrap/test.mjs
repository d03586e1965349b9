import { stepsFor } from './affected.mjs';
import { ensureBuilt } from './build.mjs';
import { changeMeant, filesOf } from './changes.mjs';
import { check } from './check.mjs';
import { contractDrift } from './codegen.mjs';
import { Failed } from './commands.mjs';
import { RUNNERS, runnerOf } from './runners.mjs';
import { Tally } from './tally.mjs';

/** Everything, in this order; the first that fails ends the run. */
const STEPS = {
  check: (context) => check(context),
  build: async (context) => {
    await ensureBuilt(context, 'backend');
    await ensureBuilt(context, 'client');
  },
  contract: (context) => context.steps.run('checking the contract', () => contractDrift(context)),
  ...Object.fromEntries(
    Object.entries(RUNNERS).map(([name, run]) => [name, (context, tally) => runTests(context, tally, name, run, [])]),
  ),
};

/** @returns {Promise<number>} the exit code */
export async function test(context) {
  const { steps, options } = context;
  const tally = new Tally();
  try {
    const meant = changeMeant(options.rest);
    if (meant) await run(['check', ...stepsFor(filesOf(context.root, meant))], context, tally);
    else if (options.rest.length === 0) await run(Object.keys(STEPS), context, tally);
    else if (options.rest[0] in STEPS) await run(options.rest, context, tally);
    else await testFiles(context, tally);
    return tally.failed === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Failed)) process.stderr.write(`\n${error.message}\n`);
    // A step that is no test, or whose tests could not even begin, must not end in "0 failed".
    if (tally.failed === 0) tally.add({ passed: 0, failed: 1 });
    return 1;
  } finally {
    steps.say();
    if (tally.unsteady > 0) steps.say(`${tally.unsteady} of them only at the second try: see above`);
    // Others read this line; it stays as it is.
    steps.say(`${tally.passed} passed, ${tally.failed} failed`);
  }
}

async function run(names, context, tally) {
  for (const name of names) await step(name)(context, tally);
}

function step(name) {
  if (name in STEPS) return STEPS[name];
  throw new Error(`no such step: ${name}; there are ${Object.keys(STEPS).join(', ')}`);
}

/** Words that are no step are files, with options for the runner that knows such files. */
async function testFiles(context, tally) {
  const { rest } = context.options;
  const name = runnerOf(rest[0]);
  await runTests(context, tally, name, RUNNERS[name], rest);
}

async function runTests(context, tally, name, run, args) {
  const { steps } = context;
  steps.say(`\n  ${name}`);
  const startedAt = Date.now();
  try {
    tally.add(await run(context, args));
  } catch (error) {
    if (error.counts) tally.add(error.counts);
    throw error;
  } finally {
    steps.say(`  ${name}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}
