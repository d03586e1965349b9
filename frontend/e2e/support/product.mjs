import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LAUNCHER = path.join(ROOT, 'backend/tools/bootstrap/run.mjs');
const LAST_WORDS = 4000;

/**
 * The whole product as `npm start` runs it: empty, on data that is deleted at its end, unless `args` say otherwise.
 * @param {{args?: string[], env?: NodeJS.ProcessEnv}} [options]
 * @returns {Promise<{ready: {url: string, pds: string, plc: string, accounts: {handle: string, password: string}[],
 *   data_dir: string}, stop(): Promise<void>}>}
 */
export async function startProduct({ args = ['--temporary', '--empty'], env = {} } = {}) {
  const launcher = spawn(process.execPath, [LAUNCHER, 'start', '--json', ...args], {
    cwd: ROOT,
    env: { ...process.env, RATE_LIMIT_ENABLED: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  launcher.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-LAST_WORDS)));
  const line = await Promise.race([
    once(createInterface(launcher.stdout), 'line').then(([text]) => text),
    once(launcher, 'exit').then(() => undefined),
  ]);
  if (!line) throw new Error(`the product did not start:\n${said}`);
  return {
    ready: JSON.parse(line),
    async stop() {
      const gone = once(launcher, 'exit');
      launcher.kill('SIGTERM');
      await gone;
    },
  };
}
