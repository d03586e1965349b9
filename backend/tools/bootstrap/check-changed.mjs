import { affectedBy } from './affected.mjs';
import { allOrNone } from './all-or-none.mjs';
import { filesOf } from './changes.mjs';
import { lexiconDrift } from './codegen.mjs';
import { lookAt, tool, TOOLS } from './check-tools.mjs';
import { show } from './commands.mjs';
import { launcherTests } from './launcher-tests.mjs';

const VM_MODULES = { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };

/**
 * Only what a change can affect (TEST-02, TEST-03). Answers false when it can affect everything.
 * @param {{kind: string, since?: string}} meant
 */
export async function checkChanged(context, meant) {
  const { root, steps } = context;
  const affected = affectedBy(filesOf(root, meant));
  if (affected.everything) {
    steps.say('  what every check stands on was changed: all are run');
    return false;
  }
  if (affected.types.client) await lookAt(context, TOOLS.preparation);
  const calling = new AbortController();
  const inTurn = async (tools) => {
    for (const one of tools) if (one) await lookAt({ ...context, signal: calling.signal }, one);
  };
  await allOrNone(calling, [inTurn(byFile(affected)), inTurn([...bySide(affected), ...specs(affected)])]);
  if (affected.lexicons) await steps.run('checking the lexicon types', () => lexiconDrift(context));
  if (affected.specs.launcher) await launcherSpecs(context);
  return true;
}

function byFile({ formatted, linted, styled }) {
  return [
    formatted.length > 0 &&
      tool('checking the format', 'prettier/bin/prettier.cjs', ['--check', '--ignore-unknown', ...formatted]),
    linted.length > 0 &&
      tool('looking for faults', 'eslint/bin/eslint.js', ['--max-warnings', '0', '--no-warn-ignored', ...linted]),
    styled.length > 0 && tool('checking styles', 'stylelint/bin/stylelint.mjs', ['--max-warnings', '0', ...styled]),
  ];
}

function bySide({ types, order }) {
  return [
    types.backend && TOOLS.backendTypes,
    types.client && TOOLS.clientTypes,
    types.serviceWorker && TOOLS.serviceWorkerTypes,
    types.stories && TOOLS.storyTypes,
    order && TOOLS.order,
  ];
}

function specs({ specs: { backend, client } }) {
  const related = ['--selectProjects', 'specs', '--passWithNoTests', '--silent', '--findRelatedTests', ...backend];
  const inClient = client.map((file) => file.slice('frontend/'.length));
  const logic = ['related', '--run', '--project', 'logic', '--passWithNoTests', ...inClient];
  return [
    backend.length > 0 && { ...tool('telling specs of the backend', 'jest/bin/jest.js', related), env: VM_MODULES },
    client.length > 0 && tool('telling specs of the client', 'vitest/vitest.mjs', logic, 'frontend'),
  ];
}

/** Not the stories among them, which start the product. */
function launcherSpecs(context) {
  const files = launcherTests(context.root).filter((file) => file.endsWith('.spec.mjs'));
  return show(context, { flags: ['--test', '--test-reporter=dot', ...files] });
}
