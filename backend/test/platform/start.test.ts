import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { World } from '../harness/world.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** Starts the built product with these settings on top of the world's, and answers how it ended and what it said. */
async function start(settings: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
  const own = { DATABASE_URL: world.database.url, STORAGE_DIR: world.folder, PORT: '0', NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [path.join(ROOT, 'dist/backend/src/main.js')], {
    cwd: ROOT,
    env: { ...process.env, ...own, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number, said: out + err };
}

describe('a start that fails says why in a sentence, and ends', () => {
  test('all that is wrong with the settings at once', async () => {
    const { code, said } = await start({ PORT: 'eight', DATABASE_URL: '', STORAGE_BAKEND: 's3' });
    expect(said.trim().split('\n')).toEqual([
      'the settings are not valid:',
      '  - STORAGE_BAKEND is unknown; did you mean STORAGE_BACKEND?',
      '  - PORT is not a whole number',
      '  - DATABASE_URL is required',
    ]);
    expect(code).toBe(1);
  });

  test('a database that does not exist, without waiting for it', async () => {
    const url = new URL(world.database.url);
    url.pathname = '/nowhere';
    const before = Date.now();
    const { code, said } = await start({ DATABASE_URL: url.href });
    expect(said.trim()).toBe(
      `the database is not reachable: database "nowhere" does not exist (DATABASE_URL points to ${url.host}/nowhere)`,
    );
    expect(code).toBe(1);
    expect(Date.now() - before).toBeLessThan(8_000);
  });

  test('a port that another program has', async () => {
    const { hostname, port } = new URL(world.url);
    expect(await start({ PORT: port })).toEqual({
      code: 1,
      said: `${hostname}:${port} cannot be opened: another program listens there; choose another PORT\n`,
    });
  });

  test('a client that was not built', async () => {
    const { code, said } = await start({ SERVE_FRONTEND_DIR: world.folder });
    expect(said.trim()).toBe(
      `SERVE_FRONTEND_DIR holds no built client: there is no 200.html in ${path.resolve(world.folder)}`,
    );
    expect(code).toBe(1);
  });

  test('an ffmpeg that is not there', async () => {
    const { code, said } = await start({ FFMPEG_PATH: '/nowhere/ffmpeg' });
    expect(said).toMatch(
      /^no usable ffmpeg; set FFMPEG_PATH or install ffmpeg\. tried: \/nowhere\/ffmpeg: ENOENT[^\n]*\n$/,
    );
    expect(code).toBe(1);
  });
});
