import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const LOOK_AGAIN_MS = 200;
const ABANDONED_MS = 10_000;

/** Somebody alive holds the lock. */
export class Busy extends Error {
  constructor(file, holder) {
    super(`${file} is held by process ${holder.pid}`);
    this.holder = holder;
  }
}

/**
 * Takes a lock that a killed holder cannot keep: the file names its process, and a process that is gone holds nothing.
 * @param {string} file
 * @param {object} note what others may read of the holder, beside its pid
 * @returns {{release(): void, note(note: object): void}}
 */
export function takeLock(file, note = {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const mine = `${file}.${process.pid}`;
  const me = { pid: process.pid, born: birthOf(process.pid) };
  fs.writeFileSync(mine, JSON.stringify({ ...me, ...note }), { mode: 0o644 });
  try {
    while (!linked(mine, file)) {
      const holder = readHolder(file);
      if (holder && isAlive(holder)) throw new Busy(file, holder);
      removeDead(file);
    }
  } finally {
    fs.rmSync(mine, { force: true });
  }
  return {
    note(more) {
      fs.writeFileSync(mine, JSON.stringify({ ...me, ...more }));
      fs.renameSync(mine, file);
    },
    release() {
      if (readHolder(file)?.pid === process.pid) fs.rmSync(file, { force: true });
    },
  };
}

/** Does the work while holding the lock; waits as long as somebody else holds it. */
export async function withLock(file, work, onWait = () => {}) {
  let lock;
  for (;;) {
    try {
      lock = takeLock(file);
      break;
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      onWait(error.holder);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Is this still the process that wrote the note, and not another one with its number? */
export function isAlive({ pid, born }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  const now = birthOf(pid);
  return !born || !now || born === now;
}

/** When a process began, in whatever form the system tells it; empty where it does not. */
export function birthOf(pid) {
  if (process.platform === 'win32') return '';
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  try {
    // Fields after the name in brackets; the 20th of them is the start in clock ticks since the boot.
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return '';
  }
}

/** A hard link appears with its whole content or not at all. */
function linked(from, to) {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function readHolder(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** One at a time, else the second would remove the lock that the first has just taken. */
function removeDead(file) {
  const gate = `${file}.gate`;
  try {
    fs.mkdirSync(gate);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const age = Date.now() - (fs.statSync(gate, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_MS) fs.rmSync(gate, { recursive: true, force: true });
    return;
  }
  const holder = readHolder(file);
  if (!holder || !isAlive(holder)) fs.rmSync(file, { force: true });
  fs.rmSync(gate, { recursive: true, force: true });
}
