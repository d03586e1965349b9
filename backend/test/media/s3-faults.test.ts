import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { original, publicAudio } from '../../src/modules/media/storage/storage-keys.rules.js';
import type { S3Call } from './s3/s3-fixture.js';
import { s3UnderTest } from './storage-under-test.js';

const AUDIO = { contentType: 'audio/mpeg' };
const body = randomBytes(13_000_000);
const stream = () => Readable.from([body.subarray(0, 6_000_000), body.subarray(6_000_000)]);

describe('an S3 service that misbehaves', () => {
  let under: Awaited<ReturnType<typeof s3UnderTest>>;
  const at = publicAudio(randomUUID(), 'mp3');
  const write = () => under.storage.write(at.key, at.bucket, stream(), AUDIO);

  beforeEach(async () => {
    under = await s3UnderTest();
  });
  afterEach(() => under.close());

  test('every third call answers 503: the object arrives all the same', async () => {
    let calls = 0;
    under.service.fault = () => (++calls % 3 === 0 ? { status: 503 } : null);
    expect(await write()).toEqual({ bytes: body.length });
    under.service.fault = () => null;
    expect((await buffer(await under.storage.read(at.key, at.bucket))).equals(body)).toBe(true);
  });

  test('P-STORE: a part that never gets through aborts the upload, and nothing stays', async () => {
    under.service.fault = (call) => (call === 'UploadPart' ? { status: 400 } : null);
    await expect(write()).rejects.toMatchObject({ code: 'service.unavailable', retryAfterSeconds: 30 });
    expect(under.service.calls).toContain('AbortMultipartUpload');
    expect(await under.leftovers()).toEqual([]);
  });

  test('a part answered with a foreign etag is not taken for stored', async () => {
    under.service.fault = (call) => (call === 'UploadPart' ? 'wrong-etag' : null);
    await expect(write()).rejects.toMatchObject({ code: 'service.unavailable' });
    expect(await under.leftovers()).toEqual([]);
  });

  test('P-UP-06, P-UP-07: success with half of the bytes kept is found out; the key is the caller’s to erase', async () => {
    under.service.fault = (call) => (call === 'PutObject' ? 'keep-half' : null);
    const small = () => under.storage.write(at.key, at.bucket, Readable.from([body.subarray(0, 1000)]), AUDIO);
    await expect(small()).rejects.toThrow('kept 500 of 1000 bytes');
    expect(under.service.calls).not.toContain('DeleteObject');
  });

  test('a body that ends early is an error of the stream, never a short file', async () => {
    await write();
    under.service.fault = (call) => (call === 'GetObject' ? 'truncate' : null);
    await expect(buffer(await under.storage.read(at.key, at.bucket))).rejects.toThrow();
  });

  test('connections cut in the middle are tried again', async () => {
    const once = new Set<S3Call>();
    under.service.fault = (call) => (once.has(call) ? null : (once.add(call), 'reset'));
    expect(await write()).toEqual({ bytes: body.length });
  });

  test('ST-08: at most two parts are held at once', async () => {
    let sent = 0;
    let confirmed = 0;
    let ahead = 0;
    const counted = Readable.from(
      (function* () {
        for (let i = 0; i < 60; i++) {
          sent += 1_000_000;
          ahead = Math.max(ahead, sent - confirmed);
          yield randomBytes(1_000_000);
        }
      })(),
    );
    under.service.fault = (call) => {
      if (call === 'UploadPart') confirmed += 5 * 1024 * 1024;
      return null;
    };
    await under.storage.write(at.key, at.bucket, counted, AUDIO);
    expect(ahead).toBeLessThan(4 * 5 * 1024 * 1024);
  });

  test('ST-10: a signed address shows a private object, and only with its signature', async () => {
    const secret = original(randomUUID(), 'aiff');
    await under.storage.write(secret.key, secret.bucket, Readable.from([body.subarray(0, 100)]), AUDIO);
    const url = await under.storage.signedUrl(secret.key, secret.bucket, 60);
    const part = await fetch(url, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(body.subarray(10, 20))).toBe(true);
    const forged = url.replace(
      /(Signature=)(.)/,
      (_all, name: string, first: string) => name + (first === '0' ? '1' : '0'),
    );
    expect((await fetch(forged)).status).toBe(403);
  });

  test('ST-02: public bytes say how long they may be kept, and are addressed through the CDN', async () => {
    await write();
    expect(under.service.store.get(`audio-test/${at.key}`).cacheControl).toBe('public, max-age=86400');
    expect(under.storage.publicUrl(at.key, at.bucket)).toBe(`https://audio.example.net/${at.key}`);
  });
});
