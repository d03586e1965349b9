import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { newSecrets, startDevnet } from '../../devnet/devnet.mjs';
import { anyFree } from '../../tools/bootstrap/ports.mjs';
import { startPostgres, THROW_AWAY } from '../../tools/bootstrap/postgres/cluster.mjs';
import { migrateTemplate } from './template.js';

/** Starts what stories stand on: one PostgreSQL with a migrated template, and a PLC and PDS for each worker. */
export default async function globalSetup({ maxWorkers }, { rootDir }) {
  process.env.APP_ENV = 'test';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plyr-test-'));
  const services = { folder, devnets: [] };
  globalThis.testServices = services;
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
