import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { sha256 } from '../../src/common/ids.js';
import { AudioFiles, AudioIntake, Delivery, Staging } from '../../src/modules/media/index.js';
import { GarbageCollector } from '../../src/modules/media/garbage/garbage-collector.js';
import { Transactions } from '../../src/platform/database/index.js';
import { MediaWorld } from './media-world.js';
import { S3Fixture } from './s3/s3-fixture.js';
import { sound } from './sounds/sounds.js';

/** ST-01: the same product on S3: only settings differ. */
describe('on S3', () => {
  let service: S3Fixture;
  let media: MediaWorld;
  let alice: Awaited<ReturnType<MediaWorld['person']>>;

  beforeAll(async () => {
    service = await new S3Fixture().start();
    media = await MediaWorld.open({
      STORAGE_BACKEND: 's3',
      R2_ENDPOINT_URL: service.url,
      AWS_ACCESS_KEY_ID: service.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: service.credentials.secretAccessKey,
      R2_BUCKET: 'audio-test',
      R2_IMAGE_BUCKET: 'images-test',
      R2_PRIVATE_BUCKET: 'private-test',
      R2_PUBLIC_BUCKET_URL: 'https://audio.example.net',
      R2_PUBLIC_IMAGE_BUCKET_URL: 'https://images.example.net',
      STORAGE_PART_SIZE_MB: '5',
    });
    alice = await media.person();
  });
  afterAll(async () => {
    await media.close();
    await service.stop();
  });

  const keys = () => [...service.store.objects.keys()];
  const stored = (path: string) => service.store.get(path).body;
  const stage = async (bytes: Buffer, name: string) =>
    (await media.world.get(Staging).receive(alice.did, Readable.from([bytes]), name)).id;

  test('an AIFF is staged in parts, transcoded from a copy, and kept in its buckets', async () => {
    const aiff = await sound('aiff', { seconds: 70 });
    const { original, stream } = await media.world.get(AudioIntake).ingest(await stage(aiff, 'song.aiff'), 'public');
    expect(service.calls).toContain('CompleteMultipartUpload');
    expect(sha256(stored(`private-test/${original!.storageKey}`))).toEqual(sha256(aiff));
    expect(sha256(stored(`audio-test/${stream.storageKey}`))).toEqual(stream.sha256);
    expect(service.store.get(`audio-test/${stream.storageKey}`)).toMatchObject({
      contentType: 'audio/mpeg',
      cacheControl: 'public, max-age=86400',
    });
    expect((await media.traces()).scratch).toEqual([]);
    expect(service.store.unfinished.size).toBe(0);
  });

  test('ST-03: players are sent to the CDN, and to a signed address for private sounds', async () => {
    const mp3 = await sound('mp3');
    const open = (await media.world.get(AudioIntake).ingest(await stage(mp3, 'open.mp3'), 'public')).stream;
    const answer = await alice.fetch(`/audio/${open.id}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      307,
      `https://audio.example.net/audio/${open.id}.mp3`,
    ]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');

    const secret = (await media.world.get(AudioIntake).ingest(await stage(mp3, 'secret.mp3'), 'private')).stream;
    const { url, expiresAt } = await media.world.get(Delivery).url(secret);
    expect(expiresAt!.getTime()).toBeGreaterThan(Date.now() + 600_000);
    const bytes = await fetch(url, { headers: { range: 'bytes=0-9' } });
    expect(Buffer.from(await bytes.arrayBuffer()).equals(mp3.subarray(0, 10))).toBe(true);
    const hidden = await alice.fetch(`/audio/${secret.id}`);
    expect([hidden.status, hidden.headers.get('cache-control')]).toEqual([307, 'private, no-store']);
  });

  test('UP-21: a resumable upload goes up when its last byte is here', async () => {
    const wav = await sound('wav', { seconds: 40 });
    const tus = { 'tus-resumable': '1.0.0' };
    const created = await alice.fetch('/uploads/tus', {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(wav.length) },
    });
    const at = created.headers.get('location')!;
    for (const [from, to] of [
      [0, 1_000_000],
      [1_000_000, wav.length],
    ] as const) {
      const headers = { ...tus, 'upload-offset': String(from) };
      const sent = await alice.fetch(at, {
        method: 'PATCH',
        headers,
        type: 'application/offset+octet-stream',
        body: wav.subarray(from, to),
      });
      expect(sent.status).toBe(204);
    }
    const id = at.slice(at.lastIndexOf('/') + 1);
    expect(await media.world.get(Staging).find(id)).toMatchObject({ sha256: sha256(wav), bytes: wav.length });
    expect(stored(`private-test/staging/${id}`).equals(wav)).toBe(true);
  });

  test('a service that fails at storing leaves no row and no object, and the next try succeeds', async () => {
    const id = await stage(await sound('aiff', { seconds: 3 }), 'song.aiff');
    const before = { rows: (await media.traces()).rows, keys: keys() };
    service.fault = (call, path) => (call === 'PutObject' && path.startsWith('audio-test/') ? { status: 400 } : null);
    await expect(media.world.get(AudioIntake).ingest(id, 'public')).rejects.toMatchObject({
      code: 'service.unavailable',
    });
    expect({ rows: (await media.traces()).rows, keys: keys() }).toEqual(before);
    service.fault = () => null;
    await expect(media.world.get(AudioIntake).ingest(id, 'public')).resolves.toMatchObject({
      stream: { state: 'live' },
    });
  });

  test('bytes that come back short are never taken for the upload', async () => {
    const id = await stage(await sound('flac', { seconds: 20 }), 'song.flac');
    service.fault = (call) => (call === 'GetObject' ? 'truncate' : null);
    await expect(media.world.get(AudioIntake).ingest(id, 'public')).rejects.not.toMatchObject({
      code: 'uploads.truncated',
    });
    service.fault = () => null;
    expect((await media.traces()).scratch).toEqual([]);
  });

  test('ST-04: a delete that fails leaves the row doomed, and the next round ends it', async () => {
    const { stream } = await media.world
      .get(AudioIntake)
      .ingest(await stage(await sound('mp3', { seconds: 1 }), 'x.mp3'), 'public');
    await media.world.get(Transactions).run((tx) => media.world.get(AudioFiles).doom(tx, [stream.id], 'user_delete'));
    await media.world.database.rows(`update audio_files set doomed_at = now() - interval '2 days' where id = $1`, [
      stream.id,
    ]);
    const state = async () => (await media.world.get(AudioFiles).find(stream.id))?.state;
    service.fault = (call) => (call === 'DeleteObject' ? { status: 400 } : null);
    expect(await media.world.get(GarbageCollector).collect()).toBe(0);
    expect(await state()).toBe('doomed');
    service.fault = () => null;
    expect(await media.world.get(GarbageCollector).collect()).toBe(1);
    expect(await state()).toBe('gone');
    expect(keys()).not.toContain(`audio-test/${stream.storageKey}`);
  });

  test('the fixture itself refuses a stranger', async () => {
    const answer = await fetch(`${service.url}/private-test/staging/${randomBytes(4).toString('hex')}`);
    expect(answer.status).toBe(403);
    expect((await buffer(Readable.fromWeb(answer.body as never))).toString()).toContain('SignatureDoesNotMatch');
  });
});
