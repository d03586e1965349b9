import { spawn } from 'node:child_process';
import path from 'node:path';
import { withNode } from './build.mjs';

/** A tool that ended with failures of the work it looked at: what it said is on the screen already. */
export class Failed extends Error {}

/**
 * Runs a Node tool of the dependencies on the reader's screen.
 * @param {{root: string, node: string}} context
 * @param {{script?: string, args?: string[], cwd?: string, env?: NodeJS.ProcessEnv, flags?: string[]}} tool
 */
export function show({ root, node }, { script, args = [], cwd = '.', env = {}, flags = [] }) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [...flags, ...(script ? [path.join(root, script)] : []), ...args], {
      cwd: path.join(root, cwd),
      env: withNode({ ...process.env, ...env }, node),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Failed(`${path.basename(script)} ended with ${code}`)),
    );
  });
}
