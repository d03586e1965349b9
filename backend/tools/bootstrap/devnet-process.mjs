import { once } from 'node:events';
import path from 'node:path';
import { anyFree } from './ports.mjs';
import { DEMO_HANDLES, passwordName } from './secrets.mjs';

/**
 * Starts the local AT network as a process of its own, with the demo accounts on it.
 * @returns {Promise<{pdsUrl: string, plcUrl: string, control?: {url: string, token: string}, accounts: {handle: string, did: string, password: string}[]}>}
 */
export async function startDevnetProcess({ root, node, environment }, { folder, ports, children }) {
  const inTest = environment.APP_ENV === 'test';
  const child = children.start('devnet', node, [path.join(root, 'backend/devnet/main.mjs')], {
    cwd: root,
    env: {
      ...environment,
      DEVNET_DIR: path.join(folder, 'devnet'),
      DEVNET_PDS_PORT: String(ports.pds),
      DEVNET_PLC_PORT: String(ports.plc),
      ...(inTest ? { DEVNET_INNER_PORT: String((await anyFree(1))[0]) } : {}),
    },
  });
  const ready = await Promise.race([
    once(child, 'message').then(([message]) => message),
    once(child, 'exit').then(() => undefined),
  ]);
  if (!ready) throw new Error(`the local AT network did not start:\n${child.lastLines.join('\n')}`);
  return {
    pdsUrl: ready.pds,
    plcUrl: ready.plc,
    control: ready.control,
    accounts: await demoAccounts(ready.pds, environment),
  };
}

async function demoAccounts(pdsUrl, environment) {
  const { ensureAccount } = await import('../../devnet/accounts.mjs');
  const accounts = DEMO_HANDLES.map((handle) => ({ handle, password: environment[passwordName(handle)] }));
  return Promise.all(
    accounts.map(async (account) => ({ ...account, did: (await ensureAccount(pdsUrl, account)).did })),
  );
}
