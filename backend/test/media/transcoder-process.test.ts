import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import net from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { sniffAudio } from '../../src/modules/media/probe/sniff.rules.js';
import { ProductProcess } from '../harness/process.js';
import { sound } from './sounds/sounds.js';

const KEY = 'a key of the transcoder';

let folder: string;
let transcoder: ProductProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plyr-transcoder-'));
  const port = await freePort();
  transcoder = await ProductProcess.start(`http://127.0.0.1:${port}`, {
    APP_ROLE: 'transcoder',
    PORT: String(port),
    TRANSCODER_AUTH_TOKEN: KEY,
    METRICS_TOKEN: 'a key of the monitor',
    SCRATCH_DIR: folder,
    // Empty is as good as unset: whatever runs the tests may have its own.
    DATABASE_URL: '',
    OAUTH_ENCRYPTION_KEY: '',
  });
});
afterAll(async () => {
  await transcoder?.kill();
  await rm(folder, { recursive: true, force: true });
});

const ask = (path: string, init?: RequestInit) => fetch(new URL(path, transcoder.url), init);

test('GEN-07: a process with the role transcoder alone transcodes without a database', async () => {
  const form = new FormData();
  form.append('file', new Blob([await sound('wav', { seconds: 2 })]), 'song.wav');
  const answer = await ask('/transcode?target=mp3', {
    method: 'POST',
    body: form,
    headers: { 'x-transcoder-key': KEY },
  });
  expect(answer.status).toBe(200);
  expect(sniffAudio(Buffer.from(await answer.arrayBuffer()))).toBe('mp3');
  // The answer is out before its scratch files are gone.
  for (let look = 0; look < 100 && (await readdir(folder)).length > 0; look++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await readdir(folder)).toEqual([]);
});

test('who has no key is told so in a problem document', async () => {
  const answer = await ask('/transcode?target=mp3', { method: 'POST' });
  expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  expect(await answer.json()).toMatchObject({ status: 401, code: 'service.bad_key' });
});

test('it says that it is there, and has no other routes', async () => {
  expect(await (await ask('/health')).json()).toEqual({ status: 'ok' });
  expect(await (await ask('/ready')).json()).toEqual({ status: 'ready' });
  const metrics = await ask('/metrics', { headers: { authorization: 'Bearer a key of the monitor' } });
  expect(await metrics.text()).toContain('plyr_http_request_seconds');
  for (const path of ['/config', '/tracks/', '/']) expect((await ask(path)).status).toBe(404);
});

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  return port;
}
