import { allOrNone } from './all-or-none.mjs';
import { ensureBuilt } from './build.mjs';
import { seedDemo } from './demo.mjs';
import { isFree, nextFree } from './ports.mjs';
import { migrate, productEnvironment, startProduct, untilReady } from './product.mjs';
import { runUntilStopped } from './running.mjs';
import { startServices } from './services.mjs';

const PORT_TRIES = 5;

/** Runs plyr.fm until it is told to stop: database, local AT network, backend with the built client. */
export function start(context) {
  return runUntilStopped(context, bringUp, announce);
}

async function bringUp(context, running) {
  const { box } = running;
  const [, , { database, devnet }] = await allOrNone(context.stopping, [
    ensureBuilt(context, 'backend'),
    ensureBuilt(context, 'client'),
    startServices(context, running),
  ]);
  const { url, env } = await startBackend(context, box, { databaseUrl: database.url, devnet });
  seedDemo(context, box, { env, url, devnet });
  return { url, devnet };
}

/** Two starts may choose the same free port at the same moment: who comes second takes the next one. */
async function startBackend(context, box, { databaseUrl, devnet }) {
  const { steps, options } = context;
  for (let tries = 1; ; tries++) {
    const env = productEnvironment(context, box, { databaseUrl, devnet });
    if (tries === 1) {
      await steps.run('migrating the database', async (note) => {
        const count = await migrate(context, env);
        if (count > 0) note(`${count} migration${count === 1 ? '' : 's'}`);
      });
    }
    context.signal.throwIfAborted();
    const url = `http://127.0.0.1:${box.ports.app}`;
    const child = startProduct(context, box, env);
    child.wanted = true;
    try {
      await steps.run('starting the backend', () => untilReady(child, url));
      child.wanted = false;
      return { url, env };
    } catch (error) {
      const lostThePort =
        options.port === undefined && !box.children.isRunning('backend') && !(await isFree(box.ports.app));
      if (!lostThePort || tries === PORT_TRIES) throw error;
      box.ports.app = await nextFree(box.ports.app + 1);
      box.memory.set({ ports: box.ports });
    }
  }
}

function announce({ options, steps }, box, { url, devnet }) {
  box.lock.note({ url });
  if (options.json) {
    const accounts = devnet.accounts.map(({ handle, password }) => ({ handle, password }));
    const line = {
      ready: true,
      url,
      pds: devnet.pdsUrl,
      plc: devnet.plcUrl,
      accounts,
      data_dir: box.folder,
      control: devnet.control,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return;
  }
  steps.say();
  steps.say(`  plyr.fm is ready after ${steps.seconds} s:  ${url}`);
  steps.say();
  for (const { handle, password } of devnet.accounts)
    steps.say(`  sign in as  ${handle.padEnd(12)} password  ${password}`);
  steps.say(`  local PDS   ${devnet.pdsUrl}`);
  steps.say(`  data        ${box.folder}`);
  steps.say('  Ctrl-C stops it; npm start -- --fresh begins anew');
  steps.say();
}
