import { allOrNone } from './all-or-none.mjs';
import path from 'node:path';
import { ensureBuilt, withNode } from './build.mjs';
import { isFree } from './ports.mjs';
import { migrate, productEnvironment, untilReady } from './product.mjs';
import { runUntilStopped } from './running.mjs';
import { startServices } from './services.mjs';

const CLIENT_PORT = 5173;

/** The same as `start`, with both sides reloading on change: the API by Nest's watcher, the client by Vite. */
export function dev(context) {
  return runUntilStopped(context, bringUp, announce);
}

async function bringUp(context, running) {
  const { root, node, steps, stopping } = context;
  const { box } = running;
  if (!(await isFree(CLIENT_PORT)))
    throw new Error(`port ${CLIENT_PORT}, where the client is served while developing, is in use`);
  const [, { database, devnet }] = await allOrNone(stopping, [
    ensureBuilt(context, 'backend'),
    startServices(context, running),
  ]);
  const clientUrl = `http://127.0.0.1:${CLIENT_PORT}`;
  const url = `http://127.0.0.1:${box.ports.app}`;
  const env = productEnvironment(context, box, { databaseUrl: database.url, devnet, frontendUrl: clientUrl });
  await steps.run('migrating the database', () => migrate(context, env));
  const backend = box.children.start(
    'backend',
    node,
    [path.join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'start', '--watch'],
    {
      cwd: root,
      env: withNode(env, node),
    },
  );
  box.children.start('client', node, [path.join(root, 'node_modules/vite/bin/vite.js'), '--host', '127.0.0.1'], {
    cwd: path.join(root, 'frontend'),
    env: { ...withNode(env, node), API_ORIGIN: url },
  });
  await steps.run('starting the backend', () => untilReady(backend, url, { watched: true }));
  return { clientUrl, url, devnet };
}

function announce({ steps }, box, { clientUrl, url, devnet }) {
  box.lock.note({ url: clientUrl });
  steps.say();
  steps.say(`  the client reloads at  ${clientUrl}`);
  steps.say(`  the API restarts at    ${url}`);
  for (const { handle, password } of devnet.accounts)
    steps.say(`  sign in as  ${handle.padEnd(12)} password  ${password}`);
  steps.say(`  logs        ${path.join(box.folder, 'logs')}`);
  steps.say();
}
