import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { UploadFile } from './upload-file.ts';

interface Tools {
  ffmpeg: string;
  onModuleInit(): Promise<void>;
}
type ToolsClass = new (settings: object, log: object) => Tools;

const FOUND_BY = path.resolve(import.meta.dirname, '../../../dist/backend/src/modules/media/probe/ffmpeg-tools.js');
const QUIET = { info: () => undefined, warn: () => undefined };
const MIME = { aiff: 'audio/aiff', mp3: 'audio/mpeg', wav: 'audio/wav' };
const ENCODER = {
  aiff: ['-c:a', 'pcm_s16be'],
  mp3: ['-c:a', 'libmp3lame', '-b:a', '128k'],
  wav: ['-c:a', 'pcm_s16le'],
};

let ffmpeg: Promise<string> | undefined;

/** A song that nobody else has: its pitch is drawn, so that it is no duplicate. Swells, so that it has an outline. */
export async function song(format: keyof typeof ENCODER, name: string, seconds = 12): Promise<UploadFile> {
  const pitch = 180 + Math.random() * 400;
  const voice = (times: number) => `0.4*sin(${2 * Math.PI * pitch * times}*t)*(0.55+0.45*sin(0.9*t))`;
  const buffer = await render(
    ['-f', 'lavfi', '-i', `aevalsrc=${voice(1)}|${voice(1.5)}:s=44100:d=${seconds}`, ...ENCODER[format]],
    format,
  );
  return { name: `${name}.${format}`, mimeType: MIME[format], buffer };
}

/** The same as a file that lies in a folder: chosen again after a reload it is known by its date. */
export async function songOnDisk(folder: string, ...[format, name, seconds]: Parameters<typeof song>): Promise<string> {
  const made = await song(format, name, seconds);
  const file = path.join(folder, made.name);
  await writeFile(file, made.buffer);
  return file;
}

/** A square picture with a gradient of its own. */
export async function cover(name: string): Promise<UploadFile> {
  const shades = Array.from(
    { length: 2 },
    () =>
      `0x${Math.floor(Math.random() * 0xffffff)
        .toString(16)
        .padStart(6, '0')}`,
  );
  const buffer = await render(
    ['-f', 'lavfi', '-i', `gradients=s=600x600:c0=${shades[0]}:c1=${shades[1]}`, '-frames:v', '1'],
    'png',
  );
  return { name: `${name}.png`, mimeType: 'image/png', buffer };
}

async function render(args: string[], ending: string): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plyr-story-'));
  const file = path.join(folder, `made.${ending}`);
  try {
    ffmpeg ??= findFfmpeg();
    await promisify(execFile)(await ffmpeg, ['-v', 'error', '-nostdin', ...args, file]);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The one that the product itself uses on this machine. */
async function findFfmpeg(): Promise<string> {
  const { FfmpegTools } = (await import(pathToFileURL(FOUND_BY).href)) as { FfmpegTools: ToolsClass };
  const tools = new FfmpegTools({ plays: () => true, path: process.env.PATH ?? '' }, QUIET);
  await tools.onModuleInit();
  return tools.ffmpeg;
}
