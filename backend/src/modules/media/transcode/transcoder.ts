import { Injectable } from '@nestjs/common';
import { StorageFailed } from '../storage/storage.errors.js';
import { FfmpegTools } from '../probe/ffmpeg-tools.js';
import { runTool, ToolFailed } from '../probe/child-tool.js';
import type { AudioKind } from '../probe/sniff.rules.js';
import {
  decodeArguments,
  type DecodePlan,
  encodeArguments,
  OUTLINE_RATE,
  outlineChannels,
  type Target,
} from './ffmpeg-arguments.rules.js';
import { integratedLoudness, progressMs, writtenBytes } from './ffmpeg-log.rules.js';
import { Peaks } from './peaks.js';
import { RemoteTranscoder } from './remote-transcoder.js';
import { ScratchTooSmall } from './scratch.js';

/** What one pass over the decoded sound tells (UP-08). */
export interface Measurements {
  /** What was really decoded, whatever the container announces. */
  durationMs: number;
  loudnessLufs: number | null;
  /** 800 heights, 0 to 255. */
  peaks: Buffer;
}

export interface Work {
  signal?: AbortSignal;
  /** 0 to 100; silent where the length is unknown. */
  onProgress?: (percent: number) => void;
  /** Most that may be written. */
  limitBytes?: number;
}

const PATIENCE_MS = 120_000;
/** Slowest speech codec: bounds the length of what does not announce one. */
const BYTES_PER_MS_AT_LEAST = 1;

/** ffmpeg as a child process (TC-05). */
@Injectable()
export class Transcoder {
  constructor(
    private readonly tools: FfmpegTools,
    private readonly remote: RemoteTranscoder,
  ) {}

  /** Decodes once: measures, and writes the MP3 on the way when the plan names one. */
  async decode(plan: DecodePlan, work: Work = {}): Promise<Measurements> {
    if (await this.remote.makeMp3(plan, work.signal)) return this.decode({ ...plan, mp3Path: undefined }, work);
    const { announcedMs, channels, bytes } = plan.facts;
    const peaks = new Peaks(outlineChannels(channels));
    const said = await this.#run(decodeArguments(plan), announcedMs ?? bytes / BYTES_PER_MS_AT_LEAST, {
      ...work,
      onProgress: announcedMs ? work.onProgress : undefined,
      onOutput: (chunk) => peaks.take(chunk),
    });
    const durationMs = Math.round((peaks.samples / outlineChannels(channels) / OUTLINE_RATE) * 1000);
    return { durationMs, peaks: peaks.finish(), loudnessLufs: integratedLoudness(said) };
  }

  /** Writes a local file anew as one of the targets of TC-02. */
  async encode(
    file: { kind: AudioKind; path: string; durationMs: number },
    target: Target,
    out: string,
    work: Work = {},
  ): Promise<void> {
    await this.#run(encodeArguments(file.kind, file.path, target, out), file.durationMs, work);
  }

  async #run(args: string[], lengthMs: number, work: Work & { onOutput?: (chunk: Buffer) => void }): Promise<string> {
    const { signal, onProgress, onOutput, limitBytes = Infinity } = work;
    const onLine = (line: string) => {
      if ((writtenBytes(line) ?? 0) > limitBytes) throw new ScratchTooSmall(limitBytes);
      const reachedMs = progressMs(line);
      if (reachedMs !== null) onProgress?.(Math.min(100, (reachedMs / lengthMs) * 100));
    };
    const timeoutMs = PATIENCE_MS + lengthMs / 2;
    try {
      return await runTool({ binary: this.tools.ffmpeg, args, timeoutMs, signal, onOutput, onLine });
    } catch (error) {
      if (error instanceof ToolFailed && error.said.includes('No space left'))
        throw new StorageFailed('no working space left', error);
      throw error;
    }
  }
}
