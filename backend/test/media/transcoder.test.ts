import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AudioIntake, Staging } from '../../src/modules/media/index.js';
import { Prober } from '../../src/modules/media/probe/prober.js';
import { MediaWorld } from './media-world.js';
import { ffmpegTools, sound } from './sounds/sounds.js';

const KEY = 'a key of the transcoder';

async function transcode(
  media: MediaWorld,
  target: string,
  bytes: Buffer,
  key: string | undefined = KEY,
  field = 'file',
): Promise<Response> {
  const form = new FormData();
  form.append(field, new Blob([bytes]), 'mein lied.aiff');
  return media.world.visitor().fetch(`/transcode?target=${target}`, {
    method: 'POST',
    body: form,
    headers: key ? { 'x-transcoder-key': key } : {},
  });
}

describe('TC-01: transcoding for other programs', () => {
  let media: MediaWorld;
  let folder: string;
  let aiff: Buffer;
  beforeAll(async () => {
    media = await MediaWorld.open({ TRANSCODER_AUTH_TOKEN: KEY, TRANSCODER_MAX_UPLOAD_BYTES: '3000000' });
    folder = await mkdtemp(join(tmpdir(), 'plyr-transcoder-'));
    aiff = await sound('aiff', { seconds: 5, extra: ['-metadata', 'title=Mein Lied', '-write_id3v2', '1'] });
  });
  afterAll(async () => {
    await media.close();
    await rm(folder, { recursive: true });
  });

  async function inspected(bytes: Buffer) {
    const path = join(folder, randomBytes(4).toString('hex'));
    await writeFile(path, bytes);
    return new Prober(await ffmpegTools()).inspect(path, 'x');
  }

  test.each([
    ['mp3', 'audio/mpeg', { kind: 'mp3', codec: 'mp3', bitrate: 320_000, sampleRate: 44_100 }],
    ['wav', 'audio/wav', { kind: 'wav', codec: 'pcm_s16le', sampleRate: 44_100 }],
    ['m4a', 'audio/mp4', { kind: 'm4a', codec: 'aac', sampleRate: 44_100 }],
  ])('TC-02: to %s', async (target, type, facts) => {
    const answer = await transcode(media, target, aiff);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-disposition')).toContain(`attachment; filename="mein lied.${target}"`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(String(bytes.length)).toBe(answer.headers.get('content-length'));
    const found = await inspected(bytes);
    expect(found).toMatchObject(facts);
    expect(Math.abs(found.announcedMs! - 5000)).toBeLessThan(80);
    if (target === 'mp3') expect(bytes.subarray(0, 500).includes('Mein Lied')).toBe(true);
    expect((await media.traces()).scratch).toEqual([]);
  });

  test.each<[string, () => Promise<Response>, number, string]>([
    ['an unknown target', () => transcode(media, 'exe', aiff), 400, 'transcoder.unknown_target'],
    ['a target of the language', () => transcode(media, 'constructor', aiff), 400, 'transcoder.unknown_target'],
    ['a wrong key', () => transcode(media, 'mp3', aiff, 'another'), 401, 'service.bad_key'],
    ['no key', () => transcode(media, 'mp3', aiff, ''), 401, 'service.bad_key'],
    ['another field', () => transcode(media, 'mp3', aiff, KEY, 'song'), 400, 'transcoder.file_absent'],
    ['a page', () => transcode(media, 'mp3', Buffer.from('<html>')), 400, 'uploads.unsupported_type'],
    [
      'a broken file',
      () => transcode(media, 'mp3', Buffer.concat([Buffer.from('fLaC'), randomBytes(9999)])),
      400,
      'uploads.unsupported_type',
    ],
    [
      'too much',
      () => transcode(media, 'mp3', Buffer.concat([aiff, Buffer.alloc(3_000_000)])),
      413,
      'uploads.too_large',
    ],
  ])('%s is refused', async (_name, ask, status, code) => {
    const answer = await ask();
    expect(await answer.json()).toMatchObject({ status, code, error: code });
    expect((await media.traces()).scratch).toEqual([]);
  });
});

describe('SEC-08: without a key', () => {
  let media: MediaWorld;
  beforeAll(async () => {
    media = await MediaWorld.open();
  });
  afterAll(() => media.close());

  test('the endpoint serves nobody, whatever they send', async () => {
    for (const key of [undefined, '', 'undefined', KEY]) {
      const answer = await transcode(media, 'mp3', Buffer.from('x'), key);
      expect(await answer.json()).toMatchObject({ status: 503, code: 'service.not_configured' });
    }
  });
});

describe('a transcoder elsewhere', () => {
  test('makes the MP3; and when it fails, the worker does it itself', async () => {
    const aiff = await sound('aiff', { seconds: 3 });
    const theirs = await sound('mp3', { seconds: 3 });
    const seen: (string | undefined)[] = [];
    let isBroken = false;
    const service = createServer((request, response) => {
      request.resume().once('end', () => {
        seen.push(request.headers['x-transcoder-key'] as string | undefined);
        response.writeHead(isBroken ? 500 : 200).end(isBroken ? '' : theirs);
      });
    });
    await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
    const media = await MediaWorld.open({ TRANSCODER_SERVICE_URL: url, TRANSCODER_AUTH_TOKEN: KEY });
    try {
      const alice = await media.person();
      const ingested = async () => {
        const { id } = await media.world.get(Staging).receive(alice.did, Readable.from([aiff]), 'song.aiff');
        return (await media.world.get(AudioIntake).ingest(id, 'public')).stream;
      };
      expect((await ingested()).bytes).toBe(theirs.length);
      isBroken = true;
      const own = await ingested();
      expect(own.bytes).not.toBe(theirs.length);
      expect(own).toMatchObject({ codec: 'mp3', durationMs: 3000 });
      expect(seen).toEqual([KEY, KEY]);
    } finally {
      await media.close();
      service.close();
    }
  });
});
