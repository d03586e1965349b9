/**
 * The launcher behind `npm start`, `npm test` and the other commands. It needs nothing but Node 18 until the
 * dependencies are there, and goes on under the Node that they bring when this one is too old.
 */
import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { nodeBinary } from './node-runtime.mjs';
import { readOptions, USAGE, UsageError } from './options.mjs';
import { Steps } from './steps.mjs';

const FILE = fileURLToPath(import.meta.url);
const ROOT = path.resolve(path.dirname(FILE), '../../..');
/** Commands that need the tools of tests and checks; the others run without them. */
const WITH_TEST_TOOLS = ['test', 'check', 'codegen', 'bench', 'gallery'];

// As root the database runs as `nobody`, who has to read its programs. Whatever is secret has a mode of its own.
if (process.getuid?.() === 0) process.umask(0o022);

// Explicitly, because a channel to a parent process would keep this one alive.
process.exit(await main().catch(failed));

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const startedAt = Number(process.env.PLYR_STARTED_AT) || Date.now();
  const steps = new Steps(options.json ? process.stderr : process.stdout, startedAt);
  await ensureInstalled({ root: ROOT, steps }, WITH_TEST_TOOLS.includes(options.command) ? 'everything' : 'product');
  const node = nodeBinary(ROOT);
  if (node !== process.execPath) return underNode(node, startedAt);
  const { [options.command]: command } = await import(`./${options.command}.mjs`);
  return (await command({ root: ROOT, node, options, steps })) ?? 0;
}

function failed(error) {
  const isUsage = error instanceof UsageError;
  process.stderr.write(isUsage ? `${error.message}\n` : `\nplyr.fm: ${error.message}\n`);
  return isUsage ? 2 : 1;
}

/** Signals reach both from a terminal; what is sent to this process alone is passed on, and so is its end. */
async function underNode(node, startedAt) {
  const child = spawn(node, [FILE, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PLYR_STARTED_AT: String(startedAt) },
  });
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal has told the child already.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      if (!asked) child.kill(signal);
      asked = true;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]));
  });
}
