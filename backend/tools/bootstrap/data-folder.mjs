import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { canEnter, isRoot, serverAccount, stateFolder } from './postgres/access.mjs';
import { removeCluster } from './postgres/place.mjs';
import { secretsFile } from './secrets.mjs';

/** What we put into a data folder; nothing else in it is ever touched. */
const OURS = [
  'postgres',
  'postgres.unfinished',
  'storage',
  'scratch',
  'devnet',
  'demo',
  'logs',
  'secrets.env',
  'box.json',
  'processes.json',
];

/** Where the data lies: as asked, else `data/` in the clone, else, where the database server could not enter that, in the system's state folder. */
export function chooseDataFolder(root, { dataDir, temporary }) {
  if (temporary) return fs.mkdtempSync(path.join(os.tmpdir(), 'plyr-temporary-'));
  if (dataDir) return path.resolve(dataDir);
  const inClone = path.join(root, 'data');
  if (!isRoot() || fs.existsSync(secretsFile(inClone)) || canEnter(root, serverAccount())) return inClone;
  return path.join(stateFolder(), `data-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`);
}

/** Makes the folder, or refuses one that holds something else. */
export function prepareDataFolder(folder) {
  const isNew = !fs.existsSync(folder);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const isOurs =
    isNew ||
    fs.existsSync(secretsFile(folder)) ||
    fs.readdirSync(folder).every((name) => OURS.includes(name) || name.startsWith('.lock'));
  if (!isOurs) throw new Error(`${folder} holds something else; choose an empty folder with --data-dir`);
  letTheServerThrough(folder);
}

/** As root the database server is another account: it may walk through, and see nothing. */
function letTheServerThrough(folder) {
  const { mode, uid } = fs.statSync(folder);
  if (isRoot() && uid === 0) fs.chmodSync(folder, (mode & 0o777) | 0o011);
}

export function emptyDataFolder(folder) {
  removeCluster(folder);
  for (const name of OURS) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}
