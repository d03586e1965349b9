import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PinoLogger } from 'nestjs-pino';
import type { Settings } from '../../../src/platform/config/index.js';
import { FfmpegTools } from '../../../src/modules/media/probe/ffmpeg-tools.js';

/** A log that nobody reads. */
export const SILENT = { info: () => undefined, warn: () => undefined } as unknown as PinoLogger;

/** Encoder arguments by the name under which stories ask for a format. */
const FORMATS = {
  mp3: ['-c:a', 'libmp3lame', '-b:a', '128k'],
  'bare.mp3': ['-c:a', 'libmp3lame', '-q:a', '5', '-write_xing', '0', '-id3v2_version', '0'],
  wav: ['-c:a', 'pcm_s16le'],
  '24.wav': ['-c:a', 'pcm_s24le'],
  aiff: ['-c:a', 'pcm_s16be'],
  flac: ['-c:a', 'flac'],
  m4a: ['-c:a', 'aac', '-movflags', '+faststart'],
  'late.m4a': ['-c:a', 'aac'],
  'alac.m4a': ['-c:a', 'alac', '-movflags', '+faststart'],
  ogg: ['-c:a', 'libvorbis'],
  opus: ['-c:a', 'libopus'],
  webm: ['-c:a', 'libopus'],
} as const;
export type SoundFormat = keyof typeof FORMATS;

export interface SoundOptions {
  seconds?: number;
  channels?: number;
  /** A source of ffmpeg's lavfi instead of the two tones. */
  source?: string;
  extra?: string[];
}

let tools: Promise<FfmpegTools> | undefined;

/** The tools as the product finds them. */
export function ffmpegTools(): Promise<FfmpegTools> {
  tools ??= (async () => {
    const found = new FfmpegTools({ plays: () => true, path: process.env.PATH ?? '' } as unknown as Settings, SILENT);
    await found.onModuleInit();
    return found;
  })();
  return tools;
}

/** A sound made on the spot: two tones under a slow swell, different left and right. */
export async function sound(
  format: SoundFormat,
  { seconds = 3, channels = 2, source, extra = [] }: SoundOptions = {},
): Promise<Buffer> {
  const voices = Array.from(
    { length: channels },
    (_, at) => `0.4*sin(${2 * Math.PI * (220 + 110 * at)}*t)*(0.6+0.4*sin(t))`,
  ).join('|');
  const input = source ?? `aevalsrc=${voices}:s=44100:d=${seconds}`;
  return render(['-f', 'lavfi', '-i', input, ...FORMATS[format], ...extra], format.split('.').at(-1) ?? format);
}

/** What ffmpeg writes with these arguments, as bytes. */
export async function render(args: string[], extension: string): Promise<Buffer> {
  const { ffmpeg } = await ffmpegTools();
  const folder = await mkdtemp(join(tmpdir(), 'plyr-sound-'));
  const out = join(folder, `out.${extension}`);
  try {
    const child = spawn(ffmpeg, ['-hide_banner', '-nostdin', '-loglevel', 'error', ...args, out], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise<number | null>((closed) => child.once('close', closed));
    if (code !== 0) throw new Error(`ffmpeg could not make the sound: ${said}`);
    return await readFile(out);
  } finally {
    await rm(folder, { recursive: true });
  }
}
