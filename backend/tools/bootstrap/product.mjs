import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTool } from './build.mjs';

const MAIN = 'dist/backend/src/main.js';
const MIGRATE = 'dist/backend/src/migrate.js';
const READY_PATIENCE_MS = 60_000;

/** What only the launcher's own parts need; the product is not to see it. */
const NOT_ITS_BUSINESS = /^(POSTGRES_PASSWORD|DEVNET_.*|DEMO_.*|npm_.*)$/;

/**
 * The settings of the product in one box. What the caller's environment says comes last and wins.
 * @param {{environment: NodeJS.ProcessEnv, root: string}} context
 */
export function productEnvironment({ environment, root }, { folder, ports }, { databaseUrl, devnet, frontendUrl }) {
  const url = `http://127.0.0.1:${ports.app}`;
  const settings = {
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    ...(frontendUrl
      ? { FRONTEND_URL: frontendUrl }
      : { FRONTEND_URL: url, SERVE_FRONTEND_DIR: path.join(root, 'frontend/build') }),
    DATABASE_MIGRATE_ON_START: 'false',
    STORAGE_DIR: path.join(folder, 'storage'),
    SCRATCH_DIR: path.join(folder, 'scratch'),
    DEV_PDS_URL: devnet.pdsUrl,
    ATPROTO_PLC_URL: devnet.plcUrl,
    SHUTDOWN_GRACE_SECONDS: '5',
    ...environment,
    DATABASE_URL: databaseUrl,
    PORT: String(ports.app),
  };
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !NOT_ITS_BUSINESS.test(name)));
}

/** Answers how many migrations ran. */
export async function migrate({ root, node, signal }, env) {
  const said = await runTool({ root, node, signal, command: [MIGRATE], env });
  return /^migrated: (.*)$/m.exec(said)?.[1].split(',').length ?? 0;
}

export function startProduct({ root, node }, { children, folder }, env) {
  for (const place of ['storage', 'scratch']) fs.mkdirSync(path.join(folder, place), { recursive: true, mode: 0o700 });
  return children.start('backend', node, ['--enable-source-maps', path.join(root, MAIN)], { cwd: root, env });
}

/**
 * Waits until the product listens and is ready; throws with its last words when it ends before.
 * A product of somebody else may answer at this address: only ours tells us that it listens, unless a watcher stands
 * between it and us.
 */
export async function untilReady(child, url, { watched = false } = {}) {
  const deadline = Date.now() + READY_PATIENCE_MS;
  let listens = watched;
  child.once('message', () => (listens = true));
  while (child.exitCode === null && child.signalCode === null) {
    if (listens && (await isReady(url))) return;
    if (Date.now() > deadline)
      throw new Error(`the backend is not ready after ${READY_PATIENCE_MS / 1000} s:\n${child.lastLines.join('\n')}`);
    await sleep(50);
  }
  throw new Error(`the backend ended (${child.signalCode ?? child.exitCode}):\n${child.lastLines.join('\n')}`);
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
