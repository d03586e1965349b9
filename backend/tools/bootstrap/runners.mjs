import fs from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { Failed, show } from './commands.mjs';
import { launcherTests } from './launcher-tests.mjs';
import { countJest, countPlaywright, countTap } from './tally.mjs';

const REPORTS = '.cache/reports';

/** Who runs which tests. Each answers how many passed and failed, and throws with the same when some failed. */
export const RUNNERS = { launcher, backend, client, browser };

export function runnerOf(file) {
  if (file.startsWith('frontend/e2e/')) return 'browser';
  if (file.startsWith('frontend/')) return 'client';
  return file.startsWith('backend/tools/') || file.startsWith('backend/devnet/') ? 'launcher' : 'backend';
}

/** Node's own runner, because the launcher has to work before anything is installed. */
function launcher(context, args) {
  const files = args.length > 0 ? args : launcherTests(context.root);
  const reporters = (report) => [
    ...[
      '--test-reporter=dot',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
    ],
  ];
  return counted(context, 'launcher.tap', countTap, (report) => ({
    flags: ['--test', ...reporters(report), ...files],
  }));
}

async function backend(context, args) {
  // Some stories kill the built product.
  await ensureBuilt(context, 'backend');
  return counted(context, 'backend.json', countJest, (report) => ({
    script: 'node_modules/jest/bin/jest.js',
    flags: ['--experimental-vm-modules', '--no-warnings'],
    args: ['--json', `--outputFile=${report}`, ...(args.length > 0 ? args : ['--silent'])],
  }));
}

async function client(context, args) {
  const browserEnv = await browserEnvironment(context);
  return counted(context, 'client.json', countJest, (report) => ({
    script: 'node_modules/vitest/vitest.mjs',
    cwd: 'frontend',
    env: browserEnv ?? {},
    args: [
      ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...(browserEnv ? [] : ['--project', 'logic']),
      ...args.map(fromFrontend),
    ],
  }));
}

async function browser(context, args) {
  const browserEnv = await browserEnvironment(context);
  if (!browserEnv) return { passed: 0, failed: 0 };
  await ensureBuilt(context, 'backend');
  await ensureBuilt(context, 'client');
  return counted(context, 'browser.json', countPlaywright, (report) => ({
    script: 'node_modules/@playwright/test/cli.js',
    cwd: 'frontend',
    env: { ...browserEnv, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    args: ['test', '--reporter=list,json', ...args.map(fromFrontend)],
  }));
}

/** Settings that let a browser be started, or nothing where none can be had: a failure where nobody would notice. */
async function browserEnvironment({ root, steps }) {
  const { findBrowser } = await import('../../../frontend/e2e/support/browser.mjs');
  const found = await steps.run('finding a browser', async (note) => {
    const result = await findBrowser(path.join(root, '.cache/chromium'));
    note(result?.about ?? 'none');
    return result;
  });
  if (found) return found.env;
  const loss = 'NO BROWSER: the stories in a browser are SKIPPED. Install Chromium, or set BROWSER_PATH.';
  if (process.env.CI) throw new Error(loss);
  steps.say(`\n  ${loss}\n`);
  return undefined;
}

async function counted(context, name, count, tool) {
  const report = path.join(context.root, REPORTS, name);
  fs.mkdirSync(path.dirname(report), { recursive: true });
  fs.rmSync(report, { force: true });
  try {
    await show(context, tool(report));
  } catch (error) {
    if (error instanceof Failed && fs.existsSync(report)) error.counts = count(report);
    throw error;
  }
  return count(report);
}

function fromFrontend(word) {
  return word.startsWith('frontend/') ? word.slice('frontend/'.length) : word;
}
