import fs from 'node:fs';
import path from 'node:path';

const BLOCK = 512;
const FILE = ['0', '\0', ''];
const FOLDER = '5';

/** Writes the files of an uncompressed tar archive below `folder`. Plain files and folders, as our one archive holds. */
export function untar(archive, folder) {
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const header = archive.subarray(at, at + BLOCK);
    const size = Number.parseInt(text(header, 124, 12), 8) || 0;
    const kind = text(header, 156, 1);
    const target = inside(folder, text(header, 0, 100));
    if (kind === FOLDER) fs.mkdirSync(target, { recursive: true });
    else if (FILE.includes(kind)) writeFile(target, archive.subarray(at + BLOCK, at + BLOCK + size), header);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function writeFile(target, bytes, header) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, bytes, { mode: Number.parseInt(text(header, 100, 8), 8) & 0o755 });
}

function inside(folder, name) {
  const target = path.resolve(folder, name);
  if (target.startsWith(path.resolve(folder) + path.sep)) return target;
  throw new Error(`the archive wants to write outside: ${name}`);
}

function text(header, start, length) {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field
    .subarray(0, end < 0 ? length : end)
    .toString()
    .trim();
}
