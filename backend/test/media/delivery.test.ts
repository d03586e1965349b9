import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { type AudioFile, AudioIntake, Delivery, Staging } from '../../src/modules/media/index.js';
import { MediaWorld } from './media-world.js';
import { sound } from './sounds/sounds.js';

let media: MediaWorld;
let alice: Awaited<ReturnType<MediaWorld['person']>>;
let bytes: Buffer;
let song: AudioFile;
let secret: AudioFile;

beforeAll(async () => {
  media = await MediaWorld.open();
  alice = await media.person();
  bytes = await sound('mp3', { seconds: 20 });
  const make = async (bucket: 'public' | 'private') => {
    const { id } = await media.world.get(Staging).receive(alice.did, Readable.from([bytes]), 'song.mp3');
    return (await media.world.get(AudioIntake).ingest(id, bucket)).stream;
  };
  song = await make('public');
  secret = await make('private');
});
afterAll(() => media.close());

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  alice.fetch(`/audio/${song.id}`, { headers, method });
const body = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('ST-03: bytes by ranges', () => {
  test('the whole', async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=86400',
      etag: `"${song.id}.mp3"`,
    });
    expect((await body(answer)).equals(bytes)).toBe(true);
  });

  test('SEC-02: users’ bytes run nothing', async () => {
    const { headers } = await ask({ range: 'bytes=0-0' });
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-disposition')).toBe('inline');
  });

  test.each([
    ['bytes=0-99', 0, 99],
    ['bytes=1000-', 1000, -1],
    ['bytes=-500', -500, -1],
    ['bytes=100-999999999', 100, -1],
  ])('%s', async (range, start, end) => {
    const answer = await ask({ range });
    const from = start < 0 ? bytes.length + start : start;
    const to = end < 0 ? bytes.length - 1 : end;
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to}/${bytes.length}`);
    expect(answer.headers.get('content-length')).toBe(String(to - from + 1));
    expect((await body(answer)).equals(bytes.subarray(from, to + 1))).toBe(true);
  });

  test('what lies behind the end is 416, with the size', async () => {
    const answer = await ask({ range: `bytes=${bytes.length}-` });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    expect((await body(answer)).length).toBe(0);
  });

  test('HEAD says the same without the bytes', async () => {
    const answer = await ask({}, 'HEAD');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    expect((await body(answer)).length).toBe(0);
    const part = await ask({ range: 'bytes=5-9' }, 'HEAD');
    expect(part.status).toBe(206);
    expect(part.headers.get('content-length')).toBe('5');
  });

  test('If-Range joins only what belongs together', async () => {
    const etag = `"${song.id}.mp3"`;
    expect((await ask({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    const whole = await ask({ range: 'bytes=0-9', 'if-range': '"another"' });
    expect([whole.status, (await body(whole)).length]).toEqual([200, bytes.length]);
    const modified = (await ask({}, 'HEAD')).headers.get('last-modified')!;
    expect((await ask({ range: 'bytes=0-9', 'if-range': modified })).status).toBe(206);
  });

  test('what the client has already is 304', async () => {
    const answer = await ask({ 'if-none-match': `"${song.id}.mp3"` });
    expect(answer.status).toBe(304);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=86400');
  });

  test('a listener that leaves in the middle costs nothing', async () => {
    for (let at = 0; at < 30; at++) {
      const stop = new AbortController();
      const answer = await alice.fetch(`/audio/${song.id}`, { signal: stop.signal });
      await answer.body!.getReader().read();
      stop.abort();
    }
    expect((await ask({ range: 'bytes=0-9' })).status).toBe(206);
  });
});

describe('ST-10: private sounds', () => {
  test('have a signed address that lasts until the end of the track and ten minutes more', async () => {
    const { url, expiresAt } = await media.world.get(Delivery).url(secret);
    const seconds = (expiresAt!.getTime() - Date.now()) / 1000;
    expect(Math.abs(seconds - 620)).toBeLessThan(5);
    const answer = await media.world
      .visitor()
      .fetch(new URL(url).pathname + new URL(url).search, { headers: { range: 'bytes=0-9' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect((await body(answer)).equals(bytes.subarray(0, 10))).toBe(true);
  });

  test('are not there without it, with a changed one, or after its end', async () => {
    const { url } = await media.world.get(Delivery).url(secret);
    const { pathname, searchParams } = new URL(url);
    const get = async (query: Record<string, string>, path = pathname) => {
      const answer = await media.world.visitor().fetch(`${path}?${new URLSearchParams(query).toString()}`);
      await answer.arrayBuffer();
      return answer.status;
    };
    const { expires, signature } = Object.fromEntries(searchParams) as { expires: string; signature: string };
    expect(await get({ expires, signature })).toBe(200);
    expect(await get({})).toBe(404);
    expect(await get({ expires: String(Number(expires) + 1), signature })).toBe(404);
    expect(await get({ expires: '1', signature })).toBe(404);
    expect(await get({ expires, signature: signature.replace(/./, (first) => (first === 'A' ? 'B' : 'A')) })).toBe(404);
    expect(await get({ expires, signature }, pathname.replace(secret.id, song.id))).toBe(404);
  });

  test('are never served as images, whatever the name', async () => {
    for (const name of [
      `${secret.id}.mp3`,
      '..%2Fprivate%2Faudio%2Fx',
      `../private/audio/${secret.id}.mp3`,
      '%00',
      `${secret.id}.jpg%00`,
    ]) {
      expect([400, 404]).toContain((await media.world.visitor().fetch(`/media/images/${name}`)).status);
    }
  });
});
