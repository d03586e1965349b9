import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { newSecrets, startDevnet } from '../../devnet/devnet.mjs';
import { anyFree } from '../../tools/bootstrap/ports.mjs';
import { startPostgres, THROW_AWAY } from '../../tools/bootstrap/postgres/cluster.mjs';
import { removeDataFolder } from '../../tools/bootstrap/postgres/place.mjs';
import globalTeardown from './global-teardown.js';
import { migrateTemplate } from './template.js';

/** Starts what stories stand on: one PostgreSQL with a migrated template, and a PLC and PDS for each worker. */
export default async function globalSetup({ maxWorkers }, { rootDir }) {
  process.env.APP_ENV = 'test';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plyr-test-'));
  // The database server may be another account: it walks through and sees nothing.
  chmodSync(folder, 0o711);
  const services = { folder, devnets: [] };
  globalThis.testServices = services;
  endWithThisProcess(services);
  try {
    await start(services, maxWorkers, rootDir);
  } catch (error) {
    await globalTeardown();
    throw error;
  }
}

async function start(services, maxWorkers, rootDir) {
  const { folder } = services;
  const [port] = await anyFree(1);
  services.postgres = await startPostgres({
    root: rootDir,
    dataFolder: folder,
    port,
    password: randomBytes(16).toString('hex'),
    settings: THROW_AWAY,
  });
  const template = await migrateTemplate(rootDir, services.postgres);
  for (let worker = 1; worker <= maxWorkers; worker++) services.devnets.push(await startWorkerDevnet(folder, worker));
  // Workers are forked from this process and inherit its environment; worker-environment.ts takes their part out.
  process.env.TEST_SERVICES = JSON.stringify({
    folder,
    template,
    postgresUrl: services.postgres.url('postgres'),
    networks: services.devnets.map(({ pdsUrl, plcUrl, control }) => ({ pdsUrl, plcUrl, control })),
  });
}

async function startWorkerDevnet(folder, worker) {
  const [pdsPort, innerPort] = await anyFree(2);
  return startDevnet({
    folder: path.join(folder, `devnet-${worker}`),
    pdsPort,
    plcPort: 0,
    secrets: newSecrets(),
    control: { innerPort },
  });
}

/** The server is a process of its own: an interrupted run must not leave it behind. */
function endWithThisProcess(services) {
  process.once('exit', () => {
    if (!services.stopped) {
      services.postgres?.process.kill('SIGQUIT');
      removeDataFolder(services.folder);
    }
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
}
