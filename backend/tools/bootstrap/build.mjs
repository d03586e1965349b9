import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { hashOf, readStamp, writeStamp } from './stamps.mjs';

/** What is built: from which sources, by which program, and the file that must be there afterwards. */
const PARTS = {
  backend: {
    doing: 'building the backend',
    sources: [
      'backend/src',
      'migrations',
      'lexicons/generated',
      'nest-cli.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'package-lock.json',
    ],
    skip: (place) => place.endsWith('.spec.ts'),
    cwd: '.',
    command: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
    result: 'dist/backend/src/main.js',
  },
  client: {
    doing: 'building the client',
    sources: [
      'frontend/src',
      'frontend/static',
      'frontend/vite.config.ts',
      'frontend/pages-headers.ts',
      'frontend/tsconfig.json',
      'frontend/package.json',
      'package-lock.json',
    ],
    skip: (place) => /\.spec\.ts$/.test(place),
    cwd: 'frontend',
    command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    result: 'frontend/build/200.html',
  },
};

/**
 * Builds a part when its sources are not those of the last build.
 * @param {{root: string, node: string, steps: import('./steps.mjs').Steps}} context
 * @param {keyof typeof PARTS} name
 */
export async function ensureBuilt({ root, node, steps, signal }, name) {
  const part = PARTS[name];
  if (isBuilt(root, name)) return;
  await steps.run(part.doing, () =>
    withLock(path.join(root, '.cache', `build-${name}.lock`), async () => {
      if (isBuilt(root, name)) return;
      const hash = sourceHash(root, part);
      fs.rmSync(stampFile(root, name), { force: true });
      await runTool({ root, node, signal, cwd: path.join(root, part.cwd), command: part.command });
      writeStamp(stampFile(root, name), { hash });
    }),
  );
}

function isBuilt(root, name) {
  const part = PARTS[name];
  return (
    fs.existsSync(path.join(root, part.result)) && readStamp(stampFile(root, name))?.hash === sourceHash(root, part)
  );
}

function sourceHash(root, { sources, skip }) {
  return hashOf(root, sources, { skip });
}

function stampFile(root, name) {
  return path.join(root, '.cache', `built-${name}.json`);
}

/** Runs a Node tool of the dependencies; what it says is shown only when it fails. */
export function runTool({ root, node, signal, cwd = root, command: [script, ...args], env = process.env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [path.join(root, script), ...args], {
      cwd,
      signal,
      env: withNode(env, node),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk) => (said += chunk);
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0
        ? resolve(said)
        : reject(new Error(`${path.basename(script)} ${args.join(' ')} ended with ${code}:\n${said.trim()}`)),
    );
  });
}

/** Tools start further Nodes by name: they find the same one. */
export function withNode(env, node) {
  return { ...env, PATH: path.dirname(node) + path.delimiter + (env.PATH ?? '') };
}
