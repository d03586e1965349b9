import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sha256 } from '../../src/common/ids.js';
import { AudioIntake, Staging } from '../../src/modules/media/index.js';
import { Transactions } from '../../src/platform/database/index.js';
import { MediaWorld } from './media-world.js';
import { noise } from './sounds/noise.js';
import { sound } from './sounds/sounds.js';

let media: MediaWorld;
let alice: Awaited<ReturnType<MediaWorld['person']>>;
let staging: Staging;
let intake: AudioIntake;

beforeAll(async () => {
  media = await MediaWorld.open({ MAX_UPLOAD_SIZE_MB: '20' });
  alice = await media.person();
  staging = media.world.get(Staging);
  intake = media.world.get(AudioIntake);
});
afterAll(() => media.close());

const stage = async (bytes: Buffer, name = 'song.mp3') =>
  (await staging.receive(alice.did, Readable.from([bytes]), name)).id;

describe('UP-04: a body is staged in one pass', () => {
  test('over HTTP, hashed and whole', async () => {
    const bytes = await sound('wav', { seconds: 30 });
    const answer = await alice.upload<{ staged_id: string; bytes: number }>('/stage', {
      file: { bytes, name: '../../etc/\u202egnp.wav' },
    });
    expect(answer).toMatchObject({ status: 201, body: { bytes: bytes.length } });
    const staged = await staging.find(answer.body.staged_id);
    expect(staged).toMatchObject({ ownerDid: alice.did, filename: 'gnp.wav', sha256: sha256(bytes) });
    expect((await stat(join(media.world.folder, 'storage/staging', answer.body.staged_id))).size).toBe(bytes.length);
  });

  test.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'song.mp3', 400, 'uploads.unsupported_type'],
    ['a playlist', Buffer.from('#EXTM3U\nfile:///etc/passwd\n'), 'song.mp3', 400, 'uploads.unsupported_type'],
    [
      'a drawing',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'song.wav',
      400,
      'uploads.unsupported_type',
    ],
    ['a concat script', Buffer.from('ffconcat version 1.0\nfile x.mp3\n'), 'a\0b.mp3', 400, 'uploads.unsupported_type'],
    ['nothing', Buffer.alloc(0), 'song.mp3', 400, 'uploads.too_short'],
    ['noise', noise(300_000), 'song.flac', 400, 'uploads.unsupported_type'],
    [
      'too much',
      Buffer.concat([Buffer.from('RIFF....WAVEfmt '), Buffer.alloc(21 * 1024 * 1024)]),
      'song.wav',
      413,
      'uploads.too_large',
    ],
  ])('%s is refused at the door, and leaves nothing', async (_name, bytes, name, status, code) => {
    const before = await media.traces();
    expect(await alice.upload('/stage', { file: { bytes, name } })).toMatchObject({ status, body: { code } });
    expect(await media.traces()).toEqual(before);
  });

  test('UP-02: the text names what is wrong and what is right', async () => {
    const answer = await alice.upload<{ detail: string }>('/stage', {
      file: { bytes: Buffer.from('hello'), name: 'notes.TXT' },
    });
    expect(answer.body.detail).toBe(
      'unsupported file type: .txt. supported: .mp3, .wav, .m4a, .flac, .aiff, .aif, .ogg, .opus, .webm',
    );
  });

  test('a name that is right is not what is wrong', async () => {
    const answer = await alice.upload<{ detail: string }>('/stage', {
      file: { bytes: Buffer.from('<!doctype html><title>song.mp3</title>'), name: 'song.MP3' },
    });
    expect(answer.body.detail).toBe('this file is named .mp3 but holds no audio we can read: it looks like a web page');
  });

  test('a sender that goes away leaves nothing', async () => {
    const before = await media.traces();
    const cut = Readable.from(
      (async function* () {
        yield (await sound('wav', { seconds: 5 })).subarray(0, 200_000);
        throw new Error('aborted');
      })(),
    );
    await expect(staging.receive(alice.did, cut, 'song.wav')).rejects.toThrow('aborted');
    expect(await media.traces()).toEqual(before);
  });
});

describe('a staged upload', () => {
  const claim = (id: string, did: string) => media.world.get(Transactions).run((tx) => staging.claim(tx, id, did));

  test('is claimed once, by its owner only', async () => {
    const id = await stage(await sound('mp3'));
    const bob = await media.person();
    await expect(claim(id, bob.did)).rejects.toMatchObject({ code: 'uploads.not_found' });
    expect(await claim(id, alice.did)).toMatchObject({ id, filename: 'song.mp3' });
    await expect(claim(id, alice.did)).rejects.toMatchObject({ code: 'uploads.not_found' });
    await expect(claim('nonsense', alice.did)).rejects.toMatchObject({ code: 'uploads.not_found' });
  });

  test('stays unclaimed when the transaction fails', async () => {
    const id = await stage(await sound('mp3'));
    const failing = media.world.get(Transactions).run(async (tx) => {
      await staging.claim(tx, id, alice.did);
      throw new Error('later step');
    });
    await expect(failing).rejects.toThrow('later step');
    await expect(claim(id, alice.did)).resolves.toMatchObject({ id });
  });
});

describe('TC-04: from staged bytes to live files', () => {
  test('what browsers play passes through untouched, measured', async () => {
    const bytes = await sound('flac', { seconds: 10 });
    const id = await stage(bytes, 'song.flac');
    const { original, stream, isOptimizable } = await intake.ingest(id, 'public');
    expect(original).toBeNull();
    expect(isOptimizable).toBe(true);
    expect(stream).toMatchObject({
      ownerDid: alice.did,
      sha256: sha256(bytes),
      bytes: bytes.length,
      container: 'flac',
      codec: 'flac',
      sampleRate: 44_100,
      channels: 2,
      durationMs: 10_000,
      extension: 'flac',
      state: 'live',
      storageKey: `audio/${stream.id}.flac`,
    });
    expect(stream.peaks).toHaveLength(800);
    expect(stream.loudnessLufs).toBeLessThan(0);
    expect(stream.verifiedAt).toBeInstanceOf(Date);
  });

  test('an AIFF becomes an MP3, and the original is kept apart', async () => {
    const bytes = await sound('aiff', { seconds: 10 });
    const { original, stream, isOptimizable } = await intake.ingest(await stage(bytes, 'song.aiff'), 'public');
    expect(isOptimizable).toBe(false);
    expect(original).toMatchObject({
      sha256: sha256(bytes),
      bucket: 'private',
      extension: 'aiff',
      storageKey: `originals/${original!.id}.aiff`,
      state: 'live',
    });
    expect(stream).toMatchObject({
      codec: 'mp3',
      bitrate: 320_000,
      bucket: 'public',
      storageKey: `audio/${stream.id}.mp3`,
      durationMs: 10_000,
    });
    expect(stream.peaks).toEqual(original!.peaks);
    const mp3 = await alice.fetch(`/audio/${stream.id}`);
    expect(sha256(Buffer.from(await mp3.arrayBuffer()))).toEqual(stream.sha256);
  });

  test('private sounds lie in the private bucket', async () => {
    const { stream } = await intake.ingest(await stage(await sound('mp3')), 'private');
    expect(stream).toMatchObject({ bucket: 'private', storageKey: `private/audio/${stream.id}.mp3` });
  });

  test('UP-20: a second run finds what the first one made', async () => {
    const id = await stage(await sound('aiff'), 'song.aiff');
    const first = await intake.ingest(id, 'public');
    const before = await media.traces();
    const second = await intake.ingest(id, 'public');
    expect([second.original!.id, second.stream.id]).toEqual([first.original!.id, first.stream.id]);
    expect(second.stream.createdAt).toEqual(first.stream.createdAt);
    expect(await media.traces()).toEqual(before);
  });

  test('phases and per cent are told', async () => {
    const told: string[] = [];
    await intake.ingest(await stage(await sound('aiff', { seconds: 60 }), 'song.aiff'), 'public', {
      onProgress: (phase, percent) => void told.push(percent === null ? phase : `${phase} %`),
    });
    expect([...new Set(told)]).toEqual(['analyze', 'transcode %', 'store']);
  });

  test('TC-06: a lossless file gets an MP3 beside it, once', async () => {
    const { stream } = await intake.ingest(await stage(await sound('wav', { seconds: 5 }), 'song.wav'), 'public');
    const lossy = await intake.optimize(stream);
    expect(lossy).toMatchObject({ codec: 'mp3', bitrate: 320_000, storageKey: `audio/${lossy.id}.mp3`, state: 'live' });
    expect((await intake.optimize(stream)).id).toBe(lossy.id);
  });

  test.each([
    ['a cut file', async () => (await sound('flac', { seconds: 12 })).subarray(0, 150_000), 'uploads.truncated'],
    ['a blink', () => sound('wav', { seconds: 0.1 }), 'uploads.too_short'],
    [
      'a broken stream behind a good mark',
      async () => Buffer.concat([Buffer.from('fLaC'), randomBytes(50_000)]),
      'uploads.unsupported_type',
    ],
  ])('UP-22: %s fails with its text and leaves no file', async (_name, bytes, code) => {
    const id = await stage(await bytes(), 'song.flac');
    const before = await media.traces();
    await expect(intake.ingest(id, 'public')).rejects.toMatchObject({ code });
    expect(await media.traces()).toEqual(before);
  });

  test('P-UP-07: work that is called off takes back only what it made', async () => {
    const id = await stage(await sound('aiff', { seconds: 80 }), 'song.aiff');
    const before = await media.traces();
    const stop = new AbortController();
    const running = intake.ingest(id, 'public', {
      signal: stop.signal,
      onProgress: (phase) => phase === 'transcode' && stop.abort(new Error('called off')),
    });
    await expect(running).rejects.toThrow('called off');
    expect(await media.traces()).toEqual(before);
    await expect(intake.ingest(id, 'public')).resolves.toMatchObject({ stream: { state: 'live' } });
  });
});

test('UP-19: beyond UPLOAD_CONCURRENCY a body waits for its turn', async () => {
  const bytes = await sound('mp3');
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const bob = await media.person();
  const uploads = gates.map((gate, at) =>
    staging.receive(
      (at < 3 ? alice : bob).did,
      Readable.from(
        (async function* () {
          begun.push(at);
          await gate.promise;
          yield bytes;
        })(),
      ),
      'song.mp3',
    ),
  );
  await new Promise((later) => setTimeout(later, 200));
  expect(begun.toSorted()).toEqual([0, 1, 2, 3]);
  for (const gate of gates) gate.resolve();
  await Promise.all(uploads);
  expect(begun.at(-1)).toBe(4);
});
