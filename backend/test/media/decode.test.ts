import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Prober } from '../../src/modules/media/probe/prober.js';
import { isBrowserPlayable, judgeLength } from '../../src/modules/media/transcode/rendition.rules.js';
import { RemoteTranscoder } from '../../src/modules/media/transcode/remote-transcoder.js';
import { Transcoder } from '../../src/modules/media/transcode/transcoder.js';
import type { Settings } from '../../src/platform/config/index.js';
import { ffmpegTools, render, SILENT, sound, type SoundFormat } from './sounds/sounds.js';

let folder: string;
let prober: Prober;
let transcoder: Transcoder;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plyr-decode-'));
  const tools = await ffmpegTools();
  prober = new Prober(tools);
  transcoder = new Transcoder(tools, new RemoteTranscoder({} as Settings, SILENT));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(bytes: Buffer): Promise<string> {
  const path = join(folder, `input-${made++}`);
  await writeFile(path, bytes);
  return path;
}

/** Names lie on purpose: content decides. */
const inspect = (path: string) => prober.inspect(path, 'holiday.jpg');

describe('TC-07: ffprobe tells codecs apart', () => {
  test.each<[SoundFormat, string, string, boolean]>([
    ['mp3', 'mp3', 'mp3', true],
    ['bare.mp3', 'mp3', 'mp3', true],
    ['wav', 'wav', 'pcm_s16le', true],
    ['24.wav', 'wav', 'pcm_s24le', true],
    ['aiff', 'aiff', 'pcm_s16be', false],
    ['flac', 'flac', 'flac', true],
    ['m4a', 'm4a', 'aac', true],
    ['alac.m4a', 'm4a', 'alac', false],
    ['ogg', 'ogg', 'vorbis', true],
    ['opus', 'opus', 'opus', true],
    ['webm', 'webm', 'opus', true],
  ])('%s', async (format, kind, codec, playable) => {
    const path = await file(await sound(format));
    const facts = await inspect(path);
    expect(facts).toMatchObject({ kind, codec, channels: 2, hasVideo: false });
    expect(isBrowserPlayable(facts)).toBe(playable);
    const { durationMs, peaks, loudnessLufs } = await transcoder.decode({ facts, path });
    expect(Math.abs(durationMs - 3000)).toBeLessThan(80);
    expect(judgeLength(durationMs, facts.announcedMs)).toBe('whole');
    expect(Math.max(...peaks)).toBeGreaterThan(60);
    expect(loudnessLufs).toBeLessThan(-5);
    expect(loudnessLufs).toBeGreaterThan(-25);
  });
});

describe('UP-22: what is not whole', () => {
  test.each<SoundFormat>(['wav', 'mp3', 'aiff', 'flac', 'm4a', 'webm'])(
    'half of a %s file is found out',
    async (format) => {
      const bytes = await sound(format, { seconds: 12 });
      const path = await file(bytes.subarray(0, bytes.length / 2));
      const facts = await inspect(path);
      const { durationMs } = await transcoder.decode({ facts, path });
      expect(judgeLength(durationMs, facts.announcedMs)).toBe('truncated');
    },
  );

  test('an m4a whose index stood at its lost end is said to be incomplete', async () => {
    const bytes = await sound('late.m4a', { seconds: 12 });
    await expect(inspect(await file(bytes.subarray(0, bytes.length / 2)))).rejects.toMatchObject({
      code: 'uploads.truncated',
    });
  });

  test('an MP3 without a header announces nothing, so its guessed length is never held against it', async () => {
    const bytes = await sound('bare.mp3', { seconds: 12 });
    expect((await inspect(await file(bytes))).announcedMs).toBeNull();
  });

  test('a fifth of a second is too short', async () => {
    const path = await file(await sound('wav', { seconds: 0.2 }));
    const facts = await inspect(path);
    const { durationMs } = await transcoder.decode({ facts, path });
    expect(judgeLength(durationMs, facts.announcedMs)).toBe('too-short');
  });

  test('an empty file has no sound', async () => {
    await expect(inspect(await file(Buffer.alloc(0)))).rejects.toMatchObject({ code: 'uploads.too_short' });
  });
});

describe('P-UP-16: what only pretends to be audio', () => {
  const secret = () => join(folder, 'secret.wav');

  test.each([
    ['a playlist', () => Buffer.from(`#EXTM3U\n#EXTINF:3,\nfile://${secret()}\n`)],
    ['a concat script', () => Buffer.from(`ffconcat version 1.0\nfile '${secret()}'\n`)],
    ['a page', () => Buffer.from('<!doctype html><title>song.mp3</title>')],
    [
      'a page behind an ID3 tag',
      () => Buffer.concat([Buffer.from('ID3\x03\0\0\0\x02\0\0', 'latin1'), Buffer.alloc(256), Buffer.from('<html>')]),
    ],
    [
      'noise behind a WAV header',
      () => Buffer.concat([Buffer.from('RIFF\xff\xff\0\0WAVE', 'latin1'), Buffer.alloc(3000, 0x5a)]),
    ],
    ['a playlist behind a FLAC mark', () => Buffer.from(`fLaC\n#EXTM3U\nfile://${secret()}\n`)],
  ])('%s is refused', async (_name, bytes) => {
    await writeFile(secret(), await sound('wav', { seconds: 1 }));
    await expect(inspect(await file(bytes()))).rejects.toMatchObject({
      code: 'uploads.unsupported_type',
      message: expect.stringContaining('unsupported file type: .jpg. supported: .mp3, .wav'),
    });
  });

  test('an MP4 that refers to another file does not get it', async () => {
    await writeFile(secret(), await sound('wav', { seconds: 5 }));
    const bytes = await sound('m4a', { seconds: 5 });
    // The data reference says "in this file" by a url atom with flag 1; this one says "over there".
    const at = bytes.indexOf('url ');
    const foreign = Buffer.from(bytes);
    foreign.writeUInt32BE(0, at + 4);
    const path = await file(foreign);
    const facts = await inspect(path).catch((error: unknown) => error);
    if (facts instanceof Error) return expect(facts).toMatchObject({ code: expect.stringMatching(/^uploads\./) });
    const decoded = await transcoder
      .decode({ facts: facts as Awaited<ReturnType<typeof inspect>>, path })
      .catch((error: unknown) => error);
    expect(decoded).not.toMatchObject({ durationMs: 0.5 });
  });
});

describe('odd but honest files', () => {
  test('sixty-four channels become stereo', async () => {
    const path = await file(wavOfChannels(64));
    const facts = await inspect(path);
    expect(facts.channels).toBe(64);
    const mp3Path = join(folder, '64.mp3');
    const { durationMs } = await transcoder.decode({ facts, path, mp3Path });
    expect(Math.abs(durationMs - 1000)).toBeLessThan(50);
    expect(await inspect(mp3Path)).toMatchObject({ codec: 'mp3', channels: 2 });
  });

  test('a phone film gives its sound', async () => {
    const args = [
      '-f',
      'lavfi',
      '-i',
      'testsrc=d=2:s=160x120',
      '-f',
      'lavfi',
      '-i',
      'sine=d=2',
      '-c:v',
      'mpeg4',
      '-c:a',
      'aac',
    ];
    const facts = await inspect(await file(await render(args, 'mp4')));
    expect(facts).toMatchObject({ kind: 'm4a', codec: 'aac', hasVideo: true });
  });

  test('silence has an outline of zeros and no loudness', async () => {
    const path = await file(await sound('flac', { source: 'anullsrc=d=2' }));
    const measured = await transcoder.decode({ facts: await inspect(path), path });
    expect(measured).toMatchObject({ loudnessLufs: null, peaks: Buffer.alloc(800) });
  });

  test('a cover of 100 MB inside the tag changes nothing', async () => {
    const song = await sound('bare.mp3');
    const cover = Buffer.concat([Buffer.from('\0image/png\0\x03\0', 'latin1'), Buffer.alloc(100_000_000, 1)]);
    const size = (bytes: number) => Buffer.from([21, 14, 7, 0].map((shift) => (bytes >> shift) & 0x7f));
    const frame = Buffer.concat([Buffer.from('APIC'), size(cover.length), Buffer.alloc(2), cover]);
    const path = await file(Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), size(frame.length), frame, song]));
    const facts = await inspect(path);
    expect(facts).toMatchObject({ kind: 'mp3', codec: 'mp3', hasVideo: false });
    const { durationMs } = await transcoder.decode({ facts, path });
    expect(Math.abs(durationMs - 3000)).toBeLessThan(80);
  });
});

describe('UP-08: one pass', () => {
  test('makes the MP3, the outline and the loudness, and says how far it is', async () => {
    const path = await file(await sound('aiff', { seconds: 60 }));
    const facts = await inspect(path);
    const mp3Path = join(folder, 'one-pass.mp3');
    const seen: number[] = [];
    const measured = await transcoder.decode(
      { facts, path, mp3Path },
      { onProgress: (percent) => void seen.push(percent) },
    );
    expect(measured.durationMs).toBe(60_000);
    expect(await inspect(mp3Path)).toMatchObject({ codec: 'mp3', bitrate: 320_000, sampleRate: 44_100, channels: 2 });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    const ofTheMp3 = await transcoder.decode({ facts: await inspect(mp3Path), path: mp3Path });
    expect(Math.abs(ofTheMp3.loudnessLufs! - measured.loudnessLufs!)).toBeLessThan(0.3);
  });

  test('one channel stays one channel', async () => {
    const path = await file(await sound('aiff', { channels: 1 }));
    const mp3Path = join(folder, 'mono.mp3');
    await transcoder.decode({ facts: await inspect(path), path, mp3Path });
    expect(await inspect(mp3Path)).toMatchObject({ channels: 1, bitrate: 320_000 });
  });

  test('TC-05: a pass that is called off ends at once', async () => {
    const path = await file(await sound('aiff', { seconds: 300 }));
    const facts = await inspect(path);
    const stop = new AbortController();
    const begun = Date.now();
    setTimeout(() => stop.abort(new Error('called off')), 150);
    await expect(
      transcoder.decode({ facts, path, mp3Path: join(folder, 'off.mp3') }, { signal: stop.signal }),
    ).rejects.toThrow('called off');
    expect(Date.now() - begun).toBeLessThan(1500);
  });

  test('an output that grows past its quota is stopped', async () => {
    const path = await file(await sound('aiff', { seconds: 240 }));
    const mp3Path = join(folder, 'quota.mp3');
    const work = transcoder.decode({ facts: await inspect(path), path, mp3Path }, { limitBytes: 500_000 });
    await expect(work).rejects.toThrow('more working space');
    expect((await stat(mp3Path)).size).toBeLessThan(9_000_000);
  });
});

/** One second of 16-bit noise in so many channels, which ffmpeg itself would not write. */
function wavOfChannels(channels: number): Buffer {
  const frame = channels * 2;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + 44_100 * frame, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(44_100, 24);
  header.writeUInt32LE(44_100 * frame, 28);
  header.writeUInt16LE(frame, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(44_100 * frame, 40);
  return Buffer.concat([header, randomBytes(44_100 * frame)]);
}

test('nothing was written beside what was asked for', async () => {
  const names = (await readdir(folder)).filter(
    (name) => !/^(input-\d+|secret\.wav|(64|one-pass|mono|off|quota)\.mp3)$/.test(name),
  );
  expect(names).toEqual([]);
});
