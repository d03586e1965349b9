import { Injectable } from '@nestjs/common';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cleanFilename } from '../../../common/text.js';
import { Settings } from '../../../platform/config/index.js';
import { MeasuredUpload } from '../intake/measured-upload.js';
import { UploadTooLarge, UploadUnsupported } from '../intake/uploads.errors.js';
import type { AudioFacts } from '../probe/audio-facts.js';
import { ToolFailed } from '../probe/child-tool.js';
import { Prober } from '../probe/prober.js';
import { sniffAudio } from '../probe/sniff.rules.js';
import type { Target } from '../transcode/ffmpeg-arguments.rules.js';
import { encodedBytesAtMost } from '../transcode/rendition.rules.js';
import { Scratch } from '../transcode/scratch.js';
import { Transcoder } from '../transcode/transcoder.js';
import { TranscoderBusy, TranscodingFailed } from './transcoder.errors.js';

export interface Conversion {
  /** A file that exists until the receiver is done with it. */
  path: string;
  /** `<stem>.<ext>` for the download. */
  filename: string;
}

/** Converts one file for another program (TC-01): nothing is kept, so several instances may stand side by side. */
@Injectable()
export class Conversions {
  #running = 0;

  constructor(
    private readonly prober: Prober,
    private readonly transcoder: Transcoder,
    private readonly scratch: Scratch,
    private readonly settings: Settings,
  ) {}

  async convert(
    source: Readable,
    name: string,
    target: Target,
    expectedBytes: number,
    send: (made: Conversion) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    if (this.#running >= this.settings.workerMediaConcurrency) throw new TranscoderBusy();
    this.#running++;
    try {
      const filename = cleanFilename(name);
      await this.scratch.use(expectedBytes, async (folder) => {
        const path = folder.file('source');
        await pipeline(this.#checked(source, filename), createWriteStream(path));
        const facts = await this.prober.inspect(path, filename, signal);
        const limitBytes = encodedBytesAtMost(facts, target);
        folder.reserve(limitBytes);
        const out = folder.file(`converted.${target}`);
        await this.#encode(facts, path, target, out, limitBytes, signal);
        await send({ path: out, filename: `${filename.replace(/\.[^.]{1,8}$/, '')}.${target}` });
      });
    } finally {
      this.#running--;
    }
  }

  #checked(source: Readable, filename: string): AsyncGenerator<Buffer> {
    const limitBytes = this.settings.transcoderMaxUploadBytes;
    const upload = new MeasuredUpload({
      limitBytes,
      tooLarge: () => new UploadTooLarge(Math.floor(limitBytes / 1024 / 1024)),
      checkHead: (head) => {
        if (!sniffAudio(head)) throw new UploadUnsupported(filename, head);
      },
    });
    return upload.of(source);
  }

  async #encode(
    facts: AudioFacts,
    path: string,
    target: Target,
    out: string,
    limitBytes: number,
    signal?: AbortSignal,
  ): Promise<void> {
    const file = { kind: facts.kind, path, durationMs: facts.announcedMs ?? facts.bytes };
    try {
      await this.transcoder.encode(file, target, out, { limitBytes, signal });
    } catch (error) {
      throw error instanceof ToolFailed ? new TranscodingFailed(error) : error;
    }
  }
}
