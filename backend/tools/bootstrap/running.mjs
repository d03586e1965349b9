import { openBox } from './box.mjs';
import { removeDataFolder } from './postgres/place.mjs';
import { logReader } from './reader.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** First who uses, then what is used. */
const STOPPING_ORDER = ['demo', 'client', 'backend', 'devnet'];
const PATIENCE_MS = 10_000;

/**
 * Opens the data folder, brings a product up in it, and keeps it until the reader, the system or whoever started us
 * wants an end, or a part of it ends by itself. A second wish ends everything at once.
 */
export async function runUntilStopped(context, bringUp, announce) {
  const { steps, options } = context;
  const APP_ENV = environmentName();
  const box = await openBox({ ...context, onLine: logReader(options, steps) });
  // The caller's environment wins over what the data folder remembers.
  const environment = { ...box.secrets, ...process.env, APP_ENV };
  const running = { box };
  const stopping = new AbortController();
  const stopped = untilStopped(running, steps);
  const bringing = bringUp({ ...context, environment, stopping, signal: stopping.signal }, running);
  try {
    const ready = await Promise.race([bringing, stopped]);
    if (!ready) return;
    announce(context, box, ready);
    const ended = await Promise.race([box.children.firstEnd, databaseEnd(running), stopped]);
    if (ended)
      throw new Error(`${ended.name} ended by itself (${ended.signal ?? ended.code}):\n${ended.lastLines.join('\n')}`);
  } finally {
    stopping.abort();
    box.lock.note({ stopping: true });
    await stopChildren(box);
    // What was still being started is waited for, and then stopped like the rest.
    await bringing.catch(() => {});
    await stopChildren(box);
    await running.database?.stop();
    box.lock.release();
    if (options.temporary) removeDataFolder(box.folder);
    steps.say('  stopped');
  }
}

function environmentName() {
  const { APP_ENV = 'development' } = process.env;
  if (APP_ENV === 'development' || APP_ENV === 'test') return APP_ENV;
  throw new Error(`APP_ENV is ${APP_ENV}; this command is for development on one machine`);
}

function untilStopped(running, steps) {
  return new Promise((resolve) => {
    let wishes = 0;
    const stop = () => {
      wishes += 1;
      if (wishes === 1) {
        steps.say('  stopping …');
        resolve();
      } else {
        running.box.children.killAll();
        running.database?.process?.kill('SIGQUIT');
      }
    };
    for (const signal of SIGNALS) process.on(signal, stop);
    process.on('disconnect', stop);
  });
}

async function stopChildren({ children }) {
  for (const name of STOPPING_ORDER) await children.stop(name, PATIENCE_MS);
}

function databaseEnd({ database }) {
  return new Promise((resolve) =>
    database.process?.once('exit', (code, signal) => resolve({ name: 'the database', code, signal, lastLines: [] })),
  );
}
