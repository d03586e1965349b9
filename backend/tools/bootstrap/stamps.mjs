import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** One hash over the names and bytes of files and folders; what is missing counts as missing. */
export function hashOf(root, places, { skip = () => false } = {}) {
  const hash = createHash('sha256');
  for (const place of places) addTo(hash, root, place, skip);
  return hash.digest('hex');
}

function addTo(hash, root, place, skip) {
  const full = path.join(root, place);
  const stat = fs.statSync(full, { throwIfNoEntry: false });
  if (!stat || skip(place)) return;
  if (stat.isDirectory()) {
    for (const name of fs.readdirSync(full).sort()) addTo(hash, root, `${place}/${name}`, skip);
    return;
  }
  hash.update(`${place}\0${stat.size}\0`).update(fs.readFileSync(full));
}

export function readStamp(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

export function writeStamp(file, stamp) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  fs.writeFileSync(unfinished, JSON.stringify(stamp));
  fs.renameSync(unfinished, file);
}
