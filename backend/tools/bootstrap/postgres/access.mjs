import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * PostgreSQL refuses to run as root: there it runs as `nobody`. Without an answer it runs as whoever starts it.
 * @returns {{uid: number, gid: number} | undefined}
 */
export function serverAccount() {
  if (!isRoot()) return undefined;
  const id = (flag) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  const account = { uid: id('-u'), gid: id('-g') };
  if (!account.uid || !account.gid)
    throw new Error('PostgreSQL does not run as root, and there is no account "nobody"');
  return account;
}

export function isRoot() {
  return process.getuid?.() === 0;
}

/** May this account walk down to the folder? Without an account the question is about ourselves. */
export function canEnter(folder, account) {
  if (!account) return true;
  const real = fs.realpathSync(folder);
  const { root } = path.parse(real);
  for (let place = real; ; place = path.dirname(place)) {
    const { mode, uid } = fs.statSync(place);
    if (!(mode & 0o001) && !(uid === account.uid && mode & 0o100)) return false;
    if (place === root) return true;
  }
}

/** Where the system wants programs to keep what they need between runs. Only its owner can write there. */
export function stateFolder() {
  const folder = isRoot()
    ? systemState()
    : path.join(process.env.XDG_STATE_HOME || path.join(os.homedir(), '.local/state'), 'plyr.fm');
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  const { uid, mode } = fs.statSync(folder);
  if (isRoot() && (uid !== 0 || mode & 0o022))
    throw new Error(`${folder} can be written by others; remove it and start again`);
  return folder;
}

function systemState() {
  return process.platform === 'darwin' ? '/var/db/plyr.fm' : '/var/lib/plyr.fm';
}
