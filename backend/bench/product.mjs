import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LAUNCHER = path.join(ROOT, 'backend/tools/bootstrap/run.mjs');

/** The whole product, started as `npm start` does, on throw-away data. */
export class Product {
  /** @param {NodeJS.ProcessEnv} env settings for it, by their names */
  static async start(env = {}) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'plyr-bench-'));
    const args = [LAUNCHER, 'start', '--json', '--empty', '--data-dir', folder, '--port', String(await freePort())];
    const startedAt = performance.now();
    const launcher = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, RATE_LIMIT_ENABLED: 'false', LOG_LEVEL: 'info', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    launcher.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
    const [line] = await Promise.race([
      once(createInterface(launcher.stdout), 'line'),
      once(launcher, 'exit').then(([code]) => Promise.reject(new Error(`npm start ended with ${code}:\n${said}`))),
    ]);
    const ready = JSON.parse(line);
    await (await fetch(ready.url, { headers: { accept: 'text/html' } })).text();
    const product = new Product(folder, launcher, ready, (performance.now() - startedAt) / 1000);
    await product.database.query('select 1');
    return product;
  }

  constructor(folder, launcher, ready, secondsToFirstPage) {
    this.folder = folder;
    this.launcher = launcher;
    this.url = ready.url;
    this.pds = ready.pds;
    this.accounts = ready.accounts;
    this.secondsToFirstPage = secondsToFirstPage;
    this.database = new pg.Pool({ connectionString: databaseUrl(folder), max: 2 });
    this.database.on('error', () => {});
  }

  /** The process that serves, without the launcher, the database and the local network. */
  get backendPid() {
    return this.#pidOf('dist/backend/src/main.js');
  }

  /** The process of the PDS and of the directory of identities. */
  get networkPid() {
    return this.#pidOf('backend/devnet/main.mjs');
  }

  #pidOf(command) {
    const found = descendants(childrenOf(this.launcher.pid)).find((pid) => commandOf(pid).includes(command));
    if (!found) throw new Error(`no process runs ${command}`);
    return Number(found);
  }

  async stop() {
    await this.database.end();
    const ended = once(this.launcher, 'exit');
    this.launcher.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Megabytes that a process holds in memory, as the system counts them. */
export function residentMb(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

function databaseUrl(folder) {
  const secrets = readFileSync(path.join(folder, 'secrets.env'), 'utf8');
  const password = /^POSTGRES_PASSWORD=(.*)$/m.exec(secrets)?.[1];
  const { ports } = JSON.parse(readFileSync(path.join(folder, 'box.json'), 'utf8'));
  return `postgres://postgres:${password}@127.0.0.1:${ports.postgres}/plyr`;
}

function descendants(pids) {
  return pids.filter(Boolean).flatMap((pid) => [pid, ...descendants(childrenOf(pid))]);
}

function childrenOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  } catch {
    return [];
  }
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
