import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { hashOf, readStamp, writeStamp } from './stamps.mjs';

const MANIFESTS = [
  'package-lock.json',
  'package.json',
  'frontend/package.json',
  'backend/tools/package.json',
  'backend/devnet/package.json',
];
/** Install scripts never run: every binary that is needed lies inside its package. */
const QUIETLY = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Installs the dependencies when they are not there yet. `product` is what runs and builds plyr.fm; `everything` adds
 * the tools of tests and checks, and serves for both.
 * @param {{root: string, steps: import('./steps.mjs').Steps}} context
 * @param {'product' | 'everything'} wanted
 */
export async function ensureInstalled({ root, steps }, wanted) {
  if (isInstalled(root, wanted)) return;
  refuseForeign(root);
  await steps.run(wanted === 'product' ? 'installing dependencies' : 'installing with test tools', () =>
    withLock(path.join(root, '.cache/install.lock'), async () => {
      if (isInstalled(root, wanted)) return;
      const present = presentStamp(root);
      // `ci` begins by emptying node_modules, below the feet of a product that runs: what is only incomplete is added to.
      const adding = present?.hash === manifestHash(root);
      await npm(root, [...(adding ? ['install', '--no-save'] : ['ci']), dev(wanted), ...QUIETLY]);
      writeStamp(stampFile(root), { hash: manifestHash(root), holds: wanted });
    }),
  );
}

/** Emptied through a link, the folder of another tree would be lost to everyone who works there. */
function refuseForeign(root) {
  const folder = path.join(root, 'node_modules');
  if (fs.lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Error(`${folder} is a link, and does not hold what this tree needs: replace it by a folder of its own`);
}

export function isInstalled(root, wanted) {
  const stamp = presentStamp(root);
  return stamp?.hash === manifestHash(root) && (stamp.holds === wanted || stamp.holds === 'everything');
}

function dev(wanted) {
  return wanted === 'product' ? '--omit=dev' : '--include=dev';
}

function manifestHash(root) {
  return hashOf(root, MANIFESTS) + process.platform + process.arch;
}

function stampFile(root) {
  return path.join(root, 'node_modules/.plyr-installed.json');
}

function presentStamp(root) {
  const own = readStamp(stampFile(root));
  return own?.hash === manifestHash(root) ? own : (stampOfForeignInstall(root) ?? own);
}

/** Manifests say more than what to install, and some run npm by hand: npm's own list of what it put there decides. */
function stampOfForeignInstall(root) {
  const present = readStamp(path.join(root, 'node_modules/.package-lock.json'))?.packages;
  if (!present) return undefined;
  const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const missing = Object.entries(packages).filter(
    ([place, wanted]) => place && !wanted.optional && !isSame(present[place], wanted),
  );
  if (missing.some(([, wanted]) => !wanted.dev)) return undefined;
  return { hash: manifestHash(root), holds: missing.length === 0 ? 'everything' : 'product' };
}

function isSame(present, wanted) {
  return present !== undefined && (wanted.link || present.version === wanted.version);
}

/** npm tells its caller where it is; without it there is one on the PATH. */
function npm(root, args) {
  const own = process.env.npm_execpath;
  const isScript = own !== undefined && /npm-cli\.[cm]?js$/.test(own);
  const [program, ...first] = isScript ? [process.execPath, own] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && !isScript,
    });
    let said = '';
    const hear = (chunk) => (said = (said + chunk).slice(-20_000));
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args[0]} ended with ${code}:\n${said.trim()}`)),
    );
  });
}
