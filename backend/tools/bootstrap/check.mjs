import { runTool } from './build.mjs';
import { lexiconDrift } from './codegen.mjs';

/** What is looked at without running the product. Each prints only what it finds. */
const CHECKS = [
  {
    doing: 'checking the format',
    command: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  },
  {
    doing: 'checking types of the backend',
    command: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
  },
  {
    doing: 'checking types of the browser stories',
    command: ['node_modules/typescript/bin/tsc', '-p', 'frontend/e2e'],
  },
  { doing: 'preparing the client', command: ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'], cwd: 'frontend' },
  {
    doing: 'checking types of the client',
    command: [
      'node_modules/svelte-check/bin/svelte-check',
      '--fail-on-warnings',
      '--output',
      'human',
      '--threshold',
      'warning',
    ],
    cwd: 'frontend',
  },
  { doing: 'looking for faults (eslint)', command: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
  {
    doing: 'checking styles',
    command: ['node_modules/stylelint/bin/stylelint.mjs', '--max-warnings', '0', 'frontend/src/**/*.{css,svelte}'],
  },
  {
    doing: 'checking the order of the house',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...['backend', 'frontend/src', 'migrations'],
    ],
  },
];

/** @param {import('./run.mjs').Context} context */
export async function check(context) {
  const { root, node, steps } = context;
  for (const { doing, command, cwd = '.' } of CHECKS) {
    await steps.run(doing, () => runTool({ root, node, command, cwd: `${root}/${cwd}` }));
  }
  await steps.run('checking the lexicon types', () => lexiconDrift(context));
}
