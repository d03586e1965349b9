import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { writeFile, stat as statFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { staging, publicAudio, original } from '../../src/modules/media/storage/storage-keys.rules.js';
import type { ObjectAddress } from '../../src/modules/media/storage/storage.js';
import { diskUnderTest, realS3UnderTest, s3UnderTest, type StorageUnderTest } from './storage-under-test.js';

const AUDIO = { contentType: 'audio/mpeg' };
const MEGABYTE = 1024 * 1024;

/** ST-01: what every driver promises. */
function conforms(open: () => Promise<StorageUnderTest>): void {
  let under: StorageUnderTest;
  const made: ObjectAddress[] = [];
  const fresh = (): ObjectAddress => {
    made.push(publicAudio(randomUUID(), 'mp3'));
    return made.at(-1)!;
  };
  const put = (at: ObjectAddress, body: Buffer) => under.storage.write(at.key, at.bucket, Readable.from([body]), AUDIO);
  const get = async (at: ObjectAddress, range?: { start: number; end: number }) =>
    buffer(await under.storage.read(at.key, at.bucket, range));

  const keysOf = async (bucket: 'public' | 'private') => {
    const found = new Map<string, Date>();
    for await (const { key, modifiedAt } of under.storage.list(bucket)) found.set(key, modifiedAt);
    return found;
  };

  beforeAll(async () => {
    under = await open();
  });
  afterAll(async () => {
    for (const { key, bucket } of made) await under.storage.erase(key, bucket);
    await under.close();
  });

  test('ST-01: what is written is read again, whole and in parts', async () => {
    const at = fresh();
    const body = randomBytes(3 * MEGABYTE);
    expect(await put(at, body)).toEqual({ bytes: body.length });
    expect((await get(at)).equals(body)).toBe(true);
    expect((await get(at, { start: 1000, end: 1999 })).equals(body.subarray(1000, 2000))).toBe(true);
    expect(await under.storage.stat(at.key, at.bucket)).toMatchObject({
      bytes: body.length,
      contentType: 'audio/mpeg',
    });
  });

  test('ST-12: a bucket names every object of its own, with its age', async () => {
    const mine = [fresh(), fresh(), fresh(), staging(randomUUID())];
    made.push(mine[3]!);
    for (const at of mine) await put(at, randomBytes(10));
    const listed = await keysOf('public');
    for (const { key } of mine.slice(0, 3)) expect(listed.get(key)?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect([listed.has(mine[3]!.key), (await keysOf('private')).has(mine[3]!.key)]).toEqual([false, true]);
  });

  test('ST-08: a stream longer than a part arrives whole', async () => {
    const at = fresh();
    const hash = createHash('sha256');
    const chunks = (function* () {
      for (let i = 0; i < 190; i++) {
        const chunk = randomBytes(100_000);
        hash.update(chunk);
        yield chunk;
      }
    })();
    expect(await under.storage.write(at.key, at.bucket, Readable.from(chunks), AUDIO)).toEqual({ bytes: 19_000_000 });
    expect(
      createHash('sha256')
        .update(await get(at))
        .digest('hex'),
    ).toBe(hash.digest('hex'));
  });

  test('an empty object is an object', async () => {
    const at = fresh();
    expect(await under.storage.write(at.key, at.bucket, Readable.from([]), AUDIO)).toEqual({ bytes: 0 });
    expect(await under.storage.stat(at.key, at.bucket)).toMatchObject({ bytes: 0 });
  });

  test('what is not there is said to be missing', async () => {
    const { key, bucket } = publicAudio(randomUUID(), 'mp3');
    expect(await under.storage.stat(key, bucket)).toBeNull();
    await expect(under.storage.read(key, bucket)).rejects.toMatchObject({ code: 'media.not_found' });
    await expect(under.storage.copy({ key, bucket }, fresh(), 'audio/mpeg')).rejects.toMatchObject({
      code: 'media.not_found',
    });
    await expect(under.storage.erase(key, bucket)).resolves.toBeUndefined();
  });

  test('P-UP-07: a source that breaks leaves nothing behind', async () => {
    const at = publicAudio(randomUUID(), 'mp3');
    const broken = Readable.from(
      (async function* () {
        for (let i = 0; i < 120; i++) yield randomBytes(100_000);
        throw new Error('the line was cut');
      })(),
    );
    const before = await under.leftovers();
    await expect(under.storage.write(at.key, at.bucket, broken, AUDIO)).rejects.toThrow('the line was cut');
    expect(await under.storage.stat(at.key, at.bucket)).toBeNull();
    expect(await under.leftovers()).toEqual(before);
  });

  test('a write that is called off leaves nothing behind', async () => {
    const at = publicAudio(randomUUID(), 'mp3');
    const stop = new AbortController();
    const endless = Readable.from(
      (async function* () {
        for (let i = 0; ; i++) {
          if (i === 130) stop.abort(new Error('called off'));
          await new Promise(setImmediate);
          yield randomBytes(100_000);
        }
      })(),
    );
    const before = await under.leftovers();
    await expect(under.storage.write(at.key, at.bucket, endless, { ...AUDIO, signal: stop.signal })).rejects.toThrow();
    expect(await under.storage.stat(at.key, at.bucket)).toBeNull();
    expect(await under.leftovers()).toEqual(before);
  });

  test('P-STORE-01: a copy lives on when its source is erased', async () => {
    const from = staging(randomUUID());
    const to = original(randomUUID(), 'aiff');
    made.push(from, to);
    const body = randomBytes(MEGABYTE);
    await under.storage.write(from.key, from.bucket, Readable.from([body]), AUDIO);
    expect(await under.storage.copy(from, to, 'audio/aiff')).toEqual({ bytes: MEGABYTE });
    await under.storage.erase(from.key, from.bucket);
    expect((await get(to)).equals(body)).toBe(true);
    expect(await under.storage.stat(to.key, to.bucket)).toMatchObject({ contentType: 'audio/aiff' });
  });

  test('a finished local file moves in and is gone from where it was', async () => {
    const at = fresh();
    const path = join(tmpdir(), randomUUID());
    const body = randomBytes(MEGABYTE);
    await writeFile(path, body);
    expect(await under.storage.adopt(path, at, 'audio/mpeg')).toEqual({ bytes: MEGABYTE });
    expect((await get(at)).equals(body)).toBe(true);
    await expect(statFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('keys that are not ours, or not of that bucket, are refused before anything is touched', async () => {
    const good = publicAudio(randomUUID(), 'mp3');
    const wrong: [string, 'public' | 'private'][] = [
      ['../../etc/passwd', 'public'],
      ['audio/../../x', 'public'],
      [`/audio/${randomUUID()}.mp3`, 'public'],
      [`${good.key}\0.png`, 'public'],
      [good.key, 'private'],
    ];
    for (const [key, bucket] of wrong) {
      await expect(under.storage.read(key, bucket)).rejects.toMatchObject({ code: 'internal.error' });
      await expect(under.storage.write(key, bucket, Readable.from(['x']), AUDIO)).rejects.toMatchObject({
        code: 'internal.error',
      });
    }
  });

  test('OPS-04: the check passes on a working storage', async () => {
    await expect(under.storage.check()).resolves.toBeUndefined();
  });
}

describe('on a disk', () => conforms(diskUnderTest));
describe('on the S3 fixture', () => conforms(s3UnderTest));
(process.env.S3_ENDPOINT ? describe : describe.skip)('on a real S3 service', () => conforms(realS3UnderTest));
