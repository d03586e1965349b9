import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from './access.mjs';
import { postgresBinaries } from './binaries.mjs';
import { stopLeftOver } from './left-over.mjs';
import { clusterFolder } from './place.mjs';

const USER = 'postgres';
const STILL_CLOSING = /pre-existing shared memory block|lock file "postmaster.pid" already exists/;
const START_TRIES = 40;

/** Safe only for data that may be lost: a cluster of tests. */
export const THROW_AWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts the embedded PostgreSQL on the data of `dataFolder`, made at the first time.
 * @param {{root: string, dataFolder: string, port: number, password: string,
 *   settings?: Record<string, string>, onLog?: (text: string) => void}} options
 */
export async function startPostgres({ root, dataFolder, port, password, settings = {}, onLog = () => {} }) {
  const account = serverAccount();
  const program = postgresBinaries(root, account);
  const cluster = clusterFolder(dataFolder, account);
  await stopLeftOver(cluster);
  if (!fs.existsSync(cluster)) initialise({ program, account, cluster, password, sync: settings.fsync !== 'off' });
  const server = await launch({ program, account, cluster, port, settings, onLog });
  return {
    process: server,
    url: (database) => `postgres://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    stop: () => stop(server),
  };
}

/** Stops the server that a killed launcher left on this data, so that its port and its files are free. */
export async function stopLeftOverServer(dataFolder) {
  const cluster = path.join(dataFolder, 'postgres');
  if (fs.existsSync(cluster)) await stopLeftOver(fs.realpathSync(cluster));
}

/** Made beside its place and moved there when it is whole: a start that was killed in the middle leaves no half cluster. */
function initialise({ program, account, cluster, password, sync }) {
  const unfinished = `${cluster}.unfinished`;
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = `${unfinished}.password`;
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const place of [unfinished, passwordFile]) fs.chownSync(place, account.uid, account.gid);
  try {
    const made = spawnSync(
      program('initdb'),
      [
        ...['-D', unfinished, '-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
        ...(sync ? [] : ['--no-sync']),
      ],
      { ...account, ...surroundings(), encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`PostgreSQL's initdb failed: ${made.error ?? made.stderr}`);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(unfinished, cluster);
}

async function launch({ program, account, cluster, port, settings, onLog }) {
  const options = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    log_timezone: 'UTC',
    ...settings,
  };
  const args = ['-D', cluster, '-p', String(port)];
  for (const [name, value] of Object.entries(options)) args.push('-c', `${name}=${value}`);
  for (let tries = 1; ; tries++) {
    // A process group of its own: Ctrl-C is for the launcher, which stops its parts in order.
    const server = spawn(program('postgres'), args, {
      ...account,
      ...surroundings(),
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const refusal = await readyOrRefused(server, onLog);
    if (refusal === undefined) return server;
    if (tries === START_TRIES || !STILL_CLOSING.test(refusal))
      throw new Error(`PostgreSQL did not start: ${refusal.trim()}`);
    await sleep(250);
  }
}

/** Nothing of the caller's environment (PGPORT, PGDATA, locales) may change how the server runs. */
function surroundings() {
  const { PATH, SystemRoot } = process.env;
  return { cwd: path.parse(os.tmpdir()).root, env: { PATH, SystemRoot, TZ: 'UTC', LC_ALL: 'C' } };
}

/** @returns {Promise<string | undefined>} nothing when it accepts connections, else what it said before it ended */
function readyOrRefused(server, onLog) {
  return new Promise((resolve) => {
    let said = '';
    let ready = false;
    server.stderr.setEncoding('utf8').on('data', (text) => {
      onLog(text);
      if (ready) return;
      said += text;
      ready = said.includes('ready to accept connections');
      if (ready) resolve(undefined);
    });
    server.on('error', (error) => resolve(String(error)));
    server.on('exit', () => resolve(said));
  });
}

/** "Fast" shutdown: transactions are rolled back, everything is written, clients are disconnected. */
async function stop(server) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGINT');
  await gone;
}
