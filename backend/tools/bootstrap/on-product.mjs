import fs from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { Failed, show } from './commands.mjs';
import { chooseDataFolder } from './data-folder.mjs';
import { Busy, takeLock } from './lock.mjs';
import { productEnvironment } from './product.mjs';
import { ensureSecrets } from './secrets.mjs';
import { readStamp } from './stamps.mjs';

/**
 * Runs a command of the backend on the product that the environment names, or else on the one that runs on this machine.
 * @param {{root: string, node: string, options: {rest: string[]}}} context
 * @param {string} script the built file, without its ending
 */
export async function onProduct(context, script) {
  const { dataDir, args } = readArguments(context.options.rest);
  await ensureBuilt(context, 'backend');
  const needsNone = process.env.DATABASE_URL || args.includes('--help');
  const env = needsNone ? {} : environmentOfRunning(context.root, dataDir);
  try {
    await show(context, { script: `dist/backend/src/${script}.js`, args, env });
  } catch (error) {
    // What is wrong stands on the screen already.
    if (error instanceof Failed) return 1;
    throw error;
  }
}

/** Its database and its network listen only while it runs. */
function environmentOfRunning(root, dataDir) {
  const folder = chooseDataFolder(root, { dataDir });
  if (!isHeld(path.join(folder, '.lock')))
    throw new Error(`no plyr.fm runs on ${folder}: run npm start first, or name a database by DATABASE_URL`);
  const { ports } = readStamp(path.join(folder, 'box.json'));
  const { POSTGRES_PASSWORD, ...secrets } = ensureSecrets(folder);
  const databaseUrl = `postgres://postgres:${POSTGRES_PASSWORD}@127.0.0.1:${ports.postgres}/plyr`;
  const devnet = { pdsUrl: `http://localhost:${ports.pds}`, plcUrl: `http://localhost:${ports.plc}` };
  return productEnvironment(
    { environment: { ...secrets, ...process.env }, root },
    { folder, ports },
    { databaseUrl, devnet },
  );
}

function isHeld(file) {
  if (!fs.existsSync(file)) return false;
  try {
    takeLock(file).release();
    return false;
  } catch (error) {
    if (error instanceof Busy) return true;
    throw error;
  }
}

function readArguments(rest) {
  const at = rest.findIndex((word) => word === '--data-dir' || word.startsWith('--data-dir='));
  if (at < 0) return { args: rest };
  const [, given] = rest[at].split(/=(.*)/s);
  const dataDir = given ?? rest[at + 1];
  if (!dataDir) throw new Error('--data-dir needs a folder');
  return { dataDir, args: rest.toSpliced(at, given === undefined ? 2 : 1) };
}
