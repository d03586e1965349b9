import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { birthOf, isAlive } from './lock.mjs';
import { readStamp, writeStamp } from './stamps.mjs';

const FOLLOW_PARENT = new URL('./follow-parent.mjs', import.meta.url).href;
const LOG_LIMIT_BYTES = 10 * 2 ** 20;
const LAST_LINES = 30;
const LEFT_OVER_PATIENCE_MS = 5_000;

/** The processes of one product: started with a log each, known by name on disk, stopped in order. */
export class Children {
  #folder;
  #onLine;
  #running = new Map();
  #onEnd;

  /** Resolves with the first process that ends although nobody stopped it. */
  firstEnd = new Promise((resolve) => (this.#onEnd = resolve));

  /**
   * @param {string} dataFolder
   * @param {(name: string, line: string) => void} onLine hears every line of every log
   */
  constructor(dataFolder, onLine = () => {}) {
    this.#folder = dataFolder;
    this.#onLine = onLine;
    fs.mkdirSync(path.join(dataFolder, 'logs'), { recursive: true, mode: 0o700 });
  }

  /**
   * Starts a Node program. It gets a process group of its own, since Ctrl-C is for the launcher, and ends with it.
   * @returns {import('node:child_process').ChildProcess & {lastLines: string[]}}
   */
  start(name, node, args, { env, cwd }) {
    const child = spawn(node, ['--import', FOLLOW_PARENT, ...args], {
      cwd,
      env,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child.lastLines = [];
    const log = this.openLog(name);
    for (const stream of [child.stdout, child.stderr]) this.#listen(name, child, stream, log);
    child.once('exit', (code, signal) => {
      this.#running.delete(name);
      this.#remember();
      if (!child.wanted) this.#onEnd({ name, code, signal, lastLines: child.lastLines });
    });
    child.once('error', (error) => {
      child.lastLines.push(String(error));
      this.#running.delete(name);
    });
    this.#running.set(name, child);
    this.#remember();
    return child;
  }

  isRunning(name) {
    return this.#running.has(name);
  }

  /** Asks a process to end, and ends it when it does not within `patienceMs`. */
  async stop(name, patienceMs) {
    const child = this.#running.get(name);
    if (!child) return;
    child.wanted = true;
    const gone = once(child, 'exit');
    signalGroup(child.pid, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), patienceMs);
    await gone;
    clearTimeout(timer);
  }

  killAll() {
    for (const child of this.#running.values()) {
      child.wanted = true;
      signalGroup(child.pid, 'SIGKILL');
    }
  }

  /** The file that keeps what a part says; a long one makes room for a new one at a start. */
  openLog(name) {
    const file = path.join(this.#folder, 'logs', `${name}.log`);
    if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) fs.renameSync(file, `${file}.old`);
    return fs.createWriteStream(file, { flags: 'a', mode: 0o600 });
  }

  #listen(name, child, stream, log) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text) => {
      log.write(text);
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        child.lastLines.push(line);
        if (child.lastLines.length > LAST_LINES) child.lastLines.shift();
        this.#onLine(name, line);
      }
    });
  }

  #remember() {
    const known = [...this.#running].map(([name, { pid }]) => ({ name, pid, born: birthOf(pid) }));
    writeStamp(processesFile(this.#folder), known);
  }
}

/**
 * What a killed launcher left behind is on its way out by itself; whoever is not gone after a while is ended, since
 * nothing of ours may be lost by that. Call it under the lock of the data folder only.
 */
export async function endLeftOvers(dataFolder) {
  const known = readStamp(processesFile(dataFolder)) ?? [];
  const deadline = Date.now() + LEFT_OVER_PATIENCE_MS;
  while (known.some(isAlive) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
  for (const left of known.filter(isAlive)) signalGroup(left.pid, 'SIGKILL');
  fs.rmSync(processesFile(dataFolder), { force: true });
}

function processesFile(dataFolder) {
  return path.join(dataFolder, 'processes.json');
}

/** With the children it may have started itself. */
function signalGroup(pid, signal) {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
