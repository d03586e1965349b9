import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 15_000;

/**
 * A launcher that was killed leaves its server alive: it is stopped here, so that one start is like every other.
 * Call it under the lock of the data folder only. Answers whether there was one.
 */
export async function stopLeftOver(cluster) {
  const note = path.join(cluster, 'postmaster.pid');
  const pid = readPid(note);
  if (pid === undefined) return false;
  if (!isServerOf(pid, cluster)) {
    // The number may belong to another program by now, and PostgreSQL would refuse to start beside it.
    fs.rmSync(note, { force: true });
    return false;
  }
  // fast, then immediate: the write-ahead log makes both safe
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL']) {
    if (!signalTo(pid, signal) || (await ended(pid, cluster, PATIENCE_MS))) return true;
  }
  throw new Error(`the PostgreSQL server ${pid} of ${cluster} does not end; stop it by hand`);
}

function readPid(note) {
  try {
    return Number.parseInt(fs.readFileSync(note, 'utf8'), 10) || undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isServerOf(pid, cluster) {
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(cluster);
}

function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  }
  const [program, ...args] =
    process.platform === 'win32'
      ? [
          'powershell',
          '-NoProfile',
          '-Command',
          `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
        ]
      : ['ps', '-ww', '-o', 'command=', '-p', String(pid)];
  return spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';
}

function signalTo(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

async function ended(pid, cluster, patienceMs) {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (!isServerOf(pid, cluster)) return true;
    await sleep(50);
  }
  return false;
}
