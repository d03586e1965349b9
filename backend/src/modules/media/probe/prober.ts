import { Injectable } from '@nestjs/common';
import { type FileHandle, open } from 'node:fs/promises';
import { UploadTooShort, UploadTruncated, UploadUnsupported } from '../intake/uploads.errors.js';
import type { AudioFacts } from './audio-facts.js';
import { runTool, ToolFailed } from './child-tool.js';
import { inputArguments } from './demuxers.rules.js';
import { FfmpegTools } from './ffmpeg-tools.js';
import { PROBE_ENTRIES, readProbe } from './ffprobe.rules.js';
import { type AudioKind, HEAD_BYTES, id3Bytes, sniffAudio } from './sniff.rules.js';
import { announcedWavMs } from './wav-length.js';

const PROBE_TIMEOUT_MS = 30_000;
const ANSWER_BYTES_AT_MOST = 1024 * 1024;

/** Says what a local file is by what it holds (TC-07). */
@Injectable()
export class Prober {
  constructor(private readonly tools: FfmpegTools) {}

  /** Throws {@link UploadUnsupported}, {@link UploadTruncated} or {@link UploadTooShort}. `filename` is for the message only. */
  async inspect(path: string, filename: string, signal?: AbortSignal): Promise<AudioFacts> {
    const file = await open(path, 'r');
    try {
      const { size: bytes } = await file.stat();
      if (bytes === 0) throw new UploadTooShort(0);
      const kind = await kindOf(file);
      if (!kind) throw new UploadUnsupported(filename, await readAt(file, 0));
      const facts = await this.#probe(path, filename, { kind, bytes }, signal);
      return kind === 'wav' ? { ...facts, announcedMs: (await announcedWavMs(file)) ?? facts.announcedMs } : facts;
    } finally {
      await file.close();
    }
  }

  async #probe(
    path: string,
    filename: string,
    file: { kind: AudioKind; bytes: number },
    signal?: AbortSignal,
  ): Promise<AudioFacts> {
    const answer = new BoundedText(ANSWER_BYTES_AT_MOST);
    const args = [
      '-hide_banner',
      '-v',
      'warning',
      '-of',
      'json=c=1',
      '-show_entries',
      PROBE_ENTRIES,
      ...inputArguments(file.kind, path),
    ];
    try {
      const said = await runTool({
        binary: this.tools.ffprobe,
        args,
        timeoutMs: PROBE_TIMEOUT_MS,
        signal,
        onOutput: (chunk) => answer.take(chunk),
      });
      const facts = readProbe(answer.text, said, file);
      if (!facts) throw new UploadUnsupported(filename);
      return facts;
    } catch (error) {
      if (!(error instanceof ToolFailed)) throw error;
      throw error.said.includes('moov atom not found') ? new UploadTruncated() : new UploadUnsupported(filename);
    }
  }
}

/** Looks behind an ID3 tag that is longer than the head: FLAC files have them too. */
async function kindOf(file: FileHandle): Promise<AudioKind | null> {
  const head = await readAt(file, 0);
  const tagBytes = id3Bytes(head);
  const known = sniffAudio(head);
  if (known === null || tagBytes + 4 <= head.length) return known;
  return sniffAudio(await readAt(file, tagBytes)) ?? known;
}

async function readAt(file: FileHandle, position: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, position);
  return buffer.subarray(0, bytesRead);
}

class BoundedText {
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(private readonly limitBytes: number) {}

  take(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.limitBytes) throw new ToolFailed('answer too long', '');
    this.#chunks.push(chunk);
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
