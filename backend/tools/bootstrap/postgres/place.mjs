import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { canEnter, stateFolder } from './access.mjs';

/**
 * Where the cluster of a data folder lies: `postgres/` inside it. As root, when `nobody` cannot walk down to it, it
 * lies below the system's state folder, and `postgres` in the data folder is a link to it.
 * @param {{uid: number, gid: number} | undefined} account who runs the server
 */
export function clusterFolder(dataFolder, account) {
  const place = path.join(dataFolder, 'postgres');
  if (isLink(place)) return fs.readlinkSync(place);
  if (fs.existsSync(place) || canEnter(dataFolder, account)) return place;
  const elsewhere = path.join(stateFolder(), 'clusters', randomUUID());
  fs.mkdirSync(path.dirname(elsewhere), { recursive: true, mode: 0o755 });
  fs.symlinkSync(elsewhere, place);
  return elsewhere;
}

/** Removes the cluster of a data folder, wherever it lies. */
export function removeCluster(dataFolder) {
  const place = path.join(dataFolder, 'postgres');
  if (isLink(place)) fs.rmSync(fs.readlinkSync(place), { recursive: true, force: true });
  fs.rmSync(place, { recursive: true, force: true });
}

/** Removes a throw-away data folder with everything in it. */
export function removeDataFolder(dataFolder) {
  removeCluster(dataFolder);
  fs.rmSync(dataFolder, { recursive: true, force: true });
}

function isLink(place) {
  return fs.lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
