import path from 'node:path';
import { runTool } from './build.mjs';

export const tool = (doing, script, args, cwd = '.') => ({ doing, command: [`node_modules/${script}`, ...args], cwd });

const SVELTE_CHECK = ['--fail-on-warnings', '--output', 'human', '--threshold', 'warning'];

/** Those that look at a whole side, however little of it was changed. */
export const TOOLS = {
  /** The client's types lie in files that Kit writes. */
  preparation: tool('preparing the client', '@sveltejs/kit/svelte-kit.js', ['sync'], 'frontend'),
  backendTypes: tool('checking types of the backend', 'typescript/bin/tsc', [
    ...['--noEmit', '-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', '.cache/backend.tsbuildinfo'],
  ]),
  clientTypes: tool('checking types of the client', 'svelte-check/bin/svelte-check', SVELTE_CHECK, 'frontend'),
  serviceWorkerTypes: tool('checking types of the service worker', 'typescript/bin/tsc', [
    ...['-p', 'frontend/src/service-worker'],
  ]),
  storyTypes: tool('checking types of the stories', 'typescript/bin/tsc', ['-p', 'frontend/e2e']),
  order: tool('checking the order of the house', 'dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['--config', '.dependency-cruiser.cjs', 'backend', 'frontend/src', 'migrations'],
  ]),
};

/** Runs one of them; it prints only what it finds. */
export function lookAt({ root, node, steps, signal }, { doing, command, cwd, env }) {
  const surroundings = env && { env: { ...process.env, ...env } };
  return steps.run(doing, () => runTool({ root, node, signal, command, cwd: path.join(root, cwd), ...surroundings }));
}
