import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from '../../src/common/ids.js';
import { Staging } from '../../src/modules/media/index.js';
import { Transactions } from '../../src/platform/database/index.js';
import { MediaWorld } from './media-world.js';
import { noise } from './sounds/noise.js';
import { sound } from './sounds/sounds.js';

let media: MediaWorld;
let alice: Awaited<ReturnType<MediaWorld['person']>>;
let song: Buffer;

beforeAll(async () => {
  media = await MediaWorld.open({ MAX_UPLOAD_SIZE_MB: '30' });
  song = await sound('wav', { seconds: 60 });
});
beforeEach(async () => {
  alice = await media.person();
});
afterAll(() => media.close());

const TUS = { 'tus-resumable': '1.0.0' };
const OCTETS = 'application/offset+octet-stream';

function create(length: number, filename = 'song.wav', who = alice, path = '/uploads/tus'): Promise<Response> {
  const metadata = `filename ${Buffer.from(filename).toString('base64')},filetype ${Buffer.from('audio/wav').toString('base64')}`;
  return who.fetch(path, {
    method: 'POST',
    headers: { ...TUS, 'upload-length': String(length), 'upload-metadata': metadata },
  });
}

async function begun(length = song.length): Promise<string> {
  const answer = await create(length);
  expect(answer.status).toBe(201);
  return answer.headers.get('location')!;
}

const send = (at: string, offset: number, body: Buffer | ReadableStream, who = alice) =>
  who.fetch(at, {
    method: 'PATCH',
    headers: { ...TUS, 'upload-offset': String(offset) },
    type: OCTETS,
    body,
    duplex: 'half',
  });
const head = (at: string, who = alice) => who.fetch(at, { method: 'HEAD', headers: TUS });
const drop = (at: string, who = alice) => who.fetch(at, { method: 'DELETE', headers: TUS });
const offsetOf = async (at: string) => Number((await head(at)).headers.get('upload-offset'));
const idOf = (at: string) => at.slice(at.lastIndexOf('/') + 1);
const staged = (at: string) => media.world.get(Staging).find(idOf(at));

/** What it looks like when the line is cut after so many bytes. */
function cutAfter(bytes: number): ReadableStream {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      if (sent >= bytes) {
        await sleep(100);
        return controller.error(new Error('cut'));
      }
      controller.enqueue(song.subarray(sent, (sent += 100_000)));
    },
  });
}

describe('UP-21: an upload in pieces', () => {
  test('arrives whole, is staged with its hash, and can be asked about afterwards', async () => {
    const at = await begun();
    const half = 2_000_000;
    const first = await send(at, 0, song.subarray(0, half));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, String(half)]);
    expect(first.headers.get('upload-expires')).toMatch(/GMT$/);
    expect(await staged(at)).toBeNull();
    expect((await send(at, half, song.subarray(half))).status).toBe(204);
    expect(await staged(at)).toMatchObject({
      ownerDid: alice.did,
      filename: 'song.wav',
      bytes: song.length,
      sha256: sha256(song),
    });
    expect(await offsetOf(at)).toBe(song.length);
    const objects = (await media.traces()).objects.filter((name) => name.includes(idOf(at)));
    expect(objects).toEqual([`staging/${idOf(at)}`]);
  });

  test('goes on after the line was cut', async () => {
    const at = await begun();
    await expect(send(at, 0, cutAfter(1_500_000))).rejects.toThrow();
    await sleep(200);
    const arrived = await offsetOf(at);
    expect(arrived).toBeGreaterThan(0);
    expect((await send(at, arrived, song.subarray(arrived))).status).toBe(204);
    expect((await staged(at))?.sha256).toEqual(sha256(song));
  });

  test('goes on after a restart of the server', async () => {
    const at = await begun();
    await send(at, 0, song.subarray(0, 3_000_000));
    await media.world.stop();
    await media.world.start();
    expect(await offsetOf(at)).toBe(3_000_000);
    expect((await send(at, 3_000_000, song.subarray(3_000_000))).status).toBe(204);
    expect((await staged(at))?.sha256).toEqual(sha256(song));
  });

  test('a server that died after the last byte finishes when it is asked', async () => {
    const at = await begun();
    await send(at, 0, song.subarray(0, 1000));
    await writeFile(join(media.world.folder, 'storage/.receiving', idOf(at)), song);
    expect(await offsetOf(at)).toBe(song.length);
    expect((await staged(at))?.sha256).toEqual(sha256(song));
  });

  test('a server that died between moving the file and noting it finishes too', async () => {
    const at = await begun();
    await writeFile(join(media.world.folder, 'storage/staging', idOf(at)), song);
    await rm(join(media.world.folder, 'storage/.receiving', idOf(at)));
    expect(await offsetOf(at)).toBe(song.length);
    expect((await staged(at))?.sha256).toEqual(sha256(song));
  });

  test('the same piece twice is refused, and harms nothing', async () => {
    const at = await begun();
    await send(at, 0, song.subarray(0, 1_000_000));
    expect((await send(at, 0, song.subarray(0, 1_000_000))).status).toBe(409);
    expect((await send(at, 1_000_000, song.subarray(1_000_000))).status).toBe(204);
    expect((await staged(at))?.sha256).toEqual(sha256(song));
  });

  test('a finished one is claimed like any other', async () => {
    const at = await begun();
    await send(at, 0, song);
    const claimed = await media.world
      .get(Transactions)
      .run((tx) => media.world.get(Staging).claim(tx, idOf(at), alice.did));
    expect(claimed.bytes).toBe(song.length);
    expect((await drop(at)).status).toBe(404);
    expect(await staged(at)).not.toBeNull();
  });

  test('an unfinished one can not be claimed yet', async () => {
    const at = await begun();
    const claim = media.world.get(Transactions).run((tx) => media.world.get(Staging).claim(tx, idOf(at), alice.did));
    await expect(claim).rejects.toMatchObject({ code: 'uploads.incomplete' });
  });

  test('behind /api the address stays behind /api', async () => {
    const answer = await create(song.length, 'song.wav', alice, '/api/uploads/tus/');
    const at = answer.headers.get('location')!;
    expect(at).toMatch(/^\/api\/uploads\/tus\/[0-9a-f-]{36}$/);
    expect((await send(at, 0, song)).status).toBe(204);
  });
});

describe('UP-21: whose it is, and how much', () => {
  test('guests are refused on every request', async () => {
    const at = await begun();
    const guest = Object.assign(media.world.visitor(), { did: '' });
    expect((await create(100, 'x.wav', guest)).status).toBe(401);
    for (const answer of [await send(at, 0, song.subarray(0, 10), guest), await head(at, guest), await drop(at, guest)])
      expect(answer.status).toBe(401);
  });

  test('for others it does not exist', async () => {
    const at = await begun();
    const bob = await media.person();
    for (const answer of [await send(at, 0, song.subarray(0, 10), bob), await head(at, bob), await drop(at, bob)])
      expect(answer.status).toBe(404);
    expect(await offsetOf(at)).toBe(0);
  });

  test('what is too large is refused before a byte is sent', async () => {
    const before = await media.traces();
    expect((await create(31 * 1024 * 1024)).status).toBe(413);
    expect((await create(0)).status).toBe(400);
    expect(await media.traces()).toEqual(before);
  });

  test('more bytes than announced are not taken', async () => {
    const at = await begun(1_000_000);
    expect((await send(at, 0, song.subarray(0, 2_000_000))).status).toBe(413);
    expect(await offsetOf(at)).toBeLessThanOrEqual(1_000_000);
  });

  test('ten unfinished ones at most, also when they come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => create(song.length)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 10 }, () => 201),
      ...Array.from({ length: 4 }, () => 429),
    ]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(await refused.json()).toMatchObject({ code: 'uploads.quota' });
    await drop(answers.find(({ status }) => status === 201)!.headers.get('location')!);
    expect((await create(song.length)).status).toBe(201);
  });

  test('taking it back leaves nothing', async () => {
    const before = await media.traces();
    const at = await begun();
    await send(at, 0, song.subarray(0, 1_000_000));
    expect((await drop(at)).status).toBe(204);
    expect(await media.traces()).toEqual(before);
    expect((await head(at)).status).toBe(404);
  });

  test.each([
    ['a page', Buffer.from('<!doctype html>'.padEnd(100_000))],
    ['noise', noise(200_000)],
    ['a short page', Buffer.from('<html>')],
    ['a page in pieces', Buffer.from('<!doctype html>'.padEnd(300))],
  ])('%s is refused by its first bytes, and leaves nothing', async (_name, bytes) => {
    const before = await media.traces();
    const answer = await create(bytes.length, '../../song.mp3');
    const at = answer.headers.get('location')!;
    const isInPieces = bytes.length === 300;
    if (isInPieces) expect((await send(at, 0, bytes.subarray(0, 100))).status).toBe(204);
    const refused = await send(at, isInPieces ? 100 : 0, bytes.subarray(isInPieces ? 100 : 0));
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      code: 'uploads.unsupported_type',
      detail: expect.stringContaining('this file is named .mp3 but holds no audio we can read'),
    });
    expect(await media.traces()).toEqual(before);
  });

  test('after a day it is gone', async () => {
    const at = await begun();
    await media.world.database.rows(
      `update staged_uploads set expires_at = now() - interval '1 second' where id = $1`,
      [idOf(at)],
    );
    expect((await head(at)).status).toBe(404);
    expect((await send(at, 0, song)).status).toBe(404);
  });
});

test('SEC-03: a page of ours may read the answers, and only ours sends cookies', async () => {
  const at = await begun();
  const answer = await alice.fetch(at, { method: 'HEAD', headers: { ...TUS, origin: media.world.url } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(media.world.url);
  expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
  expect(answer.headers.get('access-control-expose-headers')).toContain('Upload-Offset');
});
