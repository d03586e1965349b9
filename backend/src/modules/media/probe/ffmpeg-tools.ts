import { Injectable, type OnModuleInit } from '@nestjs/common';
import { access, chmod, constants, copyFile, mkdtemp, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Settings, StartRefused } from '../../../platform/config/index.js';
import { runTool } from './child-tool.js';

type ToolName = 'ffmpeg' | 'ffprobe';

const PLATFORM = `${process.platform}-${process.arch}`;
/** Packages that may carry the program, best first; each is optional. */
const PACKAGES: Record<ToolName, string[]> = {
  ffmpeg: ['ffmpeg-static', `@ffmpeg-binary/${PLATFORM}`, `@ffmpeg-installer/${PLATFORM}`],
  ffprobe: [`@ffprobe-installer/${PLATFORM}`],
};
const TRY_MS = 20_000;

/** ffmpeg and ffprobe as found and tried at the start: by setting, on the path, else from a package of ours. */
@Injectable()
export class FfmpegTools implements OnModuleInit {
  ffmpeg = '';
  ffprobe = '';

  constructor(
    private readonly settings: Settings,
    @InjectPinoLogger(FfmpegTools.name) private readonly log: PinoLogger,
  ) {}

  /** A process that transcodes does not start without them. */
  async onModuleInit(): Promise<void> {
    if (!this.settings.plays('worker', 'transcoder')) return;
    this.ffmpeg = await this.find('ffmpeg', this.settings.ffmpegPath);
    this.ffprobe = await this.find('ffprobe', this.settings.ffprobePath);
  }

  private async find(name: ToolName, chosen: string | undefined): Promise<string> {
    const candidates = chosen ? [chosen] : [...onPath(name, this.settings.path), ...packaged(name)];
    const reasons: string[] = [];
    for (const path of candidates) {
      try {
        const binary = await executable(path);
        const version = await versionOf(binary, name);
        this.log.info({ path: binary, version }, `${name} found`);
        return binary;
      } catch (error) {
        reasons.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new StartRefused(
      `no usable ${name}; set ${name.toUpperCase()}_PATH or install ffmpeg. tried: ${reasons.join('; ') || 'nothing found'}`,
    );
  }
}

function fileName(name: ToolName): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

function onPath(name: ToolName, path: string): string[] {
  const folders = path.split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, fileName(name)));
}

function packaged(name: ToolName): string[] {
  const require = createRequire(import.meta.url);
  return PACKAGES[name].flatMap((pack) => {
    try {
      return [join(require.resolve(`${pack}/package.json`), '..', fileName(name))];
    } catch {
      return [];
    }
  });
}

/** Packages lose the executable bit where install scripts do not run; where it cannot be set, a copy of our own gets it. */
async function executable(path: string): Promise<string> {
  await access(path, constants.R_OK);
  if (await isExecutable(path)) return path;
  await chmod(path, 0o755).catch(() => undefined);
  if (await isExecutable(path)) return path;
  const folder = await mkdtemp(join(tmpdir(), 'plyr-tools-'));
  const copy = join(folder, 'tool');
  await copyFile(path, `${copy}.part`);
  await chmod(`${copy}.part`, 0o700);
  await rename(`${copy}.part`, copy);
  return copy;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The first line of `-version`; an ffmpeg that cannot write MP3 is none for us. */
async function versionOf(binary: string, name: ToolName): Promise<string> {
  const output: Buffer[] = [];
  const onOutput = (chunk: Buffer) => void output.push(chunk);
  await runTool({ binary, args: ['-hide_banner', '-version'], timeoutMs: TRY_MS, onOutput });
  if (name === 'ffmpeg') await runTool({ binary, args: ['-hide_banner', '-encoders'], timeoutMs: TRY_MS, onOutput });
  const text = Buffer.concat(output).toString('utf8');
  if (name === 'ffmpeg' && !text.includes('libmp3lame')) throw new Error('was built without libmp3lame');
  return /version (\S+)/.exec(text)?.[1] ?? 'unknown';
}
