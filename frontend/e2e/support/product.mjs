import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LAUNCHER = path.join(ROOT, 'backend/tools/bootstrap/run.mjs');

/**
 * The whole product as `npm start` runs it, on throw-away data.
 * @param {{args?: string[], env?: Record<string, string>}} options
 * @returns {Promise<{ready: {url: string, pds: string, plc: string, accounts: {handle: string, password: string}[], data_dir: string},
 *   stop(): Promise<void>}>}
 */
export async function startProduct({ args = ['--empty'], env = {} } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'plyr-browser-'));
  const log = fs.createWriteStream(path.join(folder, 'start.log'));
  const launcher = spawn(
    process.execPath,
    [LAUNCHER, 'start', '--json', '--data-dir', path.join(folder, 'data'), ...args],
    {
      cwd: ROOT,
      env: { ...process.env, RATE_LIMIT_ENABLED: 'false', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  launcher.stderr.pipe(log);
  const line = await Promise.race([
    once(createInterface(launcher.stdout), 'line').then(([text]) => text),
    once(launcher, 'exit').then(() => undefined),
  ]);
  if (!line)
    throw new Error(
      `the product did not start:\n${fs.readFileSync(path.join(folder, 'start.log'), 'utf8').slice(-4000)}`,
    );
  return {
    ready: JSON.parse(line),
    async stop() {
      const gone = once(launcher, 'exit');
      launcher.kill('SIGTERM');
      await gone;
      await removeWithData(folder);
    },
  };
}

async function removeWithData(folder) {
  const { removeDataFolder } = await import('../../../backend/tools/bootstrap/postgres/place.mjs');
  removeDataFolder(path.join(folder, 'data'));
  fs.rmSync(folder, { recursive: true, force: true });
}
