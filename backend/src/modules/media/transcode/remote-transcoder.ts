import { Injectable } from '@nestjs/common';
import { createWriteStream, openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { Settings } from '../../../platform/config/index.js';
import type { DecodePlan } from './ffmpeg-arguments.rules.js';

const ANSWER_WITHIN_MS = 30 * 60_000;

/** MP3s made by a transcoder elsewhere (TRANSCODER_SERVICE_URL), to spare this machine's processors. */
@Injectable()
export class RemoteTranscoder {
  constructor(
    private readonly settings: Settings,
    @InjectPinoLogger(RemoteTranscoder.name) private readonly log: PinoLogger,
  ) {}

  /** True when the MP3 was made; false when there is no such service, the file is too large for it, or it failed. */
  async makeMp3({ facts, path, mp3Path }: DecodePlan, signal?: AbortSignal): Promise<boolean> {
    const { transcoderServiceUrl: url, transcoderAuthToken: key, transcoderMaxUploadBytes } = this.settings;
    if (!url || !key || !mp3Path || facts.bytes > transcoderMaxUploadBytes) return false;
    const limit = AbortSignal.timeout(ANSWER_WITHIN_MS);
    try {
      const form = new FormData();
      form.append('file', await openAsBlob(path), `source.${facts.kind}`);
      const answer = await fetch(`${url}/transcode?target=mp3`, {
        method: 'POST',
        headers: { 'x-transcoder-key': key },
        body: form,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      if (!answer.ok || !answer.body) throw new Error(`answered ${answer.status}`);
      await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(mp3Path), { signal });
      return true;
    } catch (error) {
      signal?.throwIfAborted();
      this.log.warn({ err: error }, 'the remote transcoder failed; transcoding here');
      return false;
    }
  }
}
