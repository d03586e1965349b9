import { Controller, Headers, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { MultipartFile } from '@fastify/multipart';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { DomainError } from '../../../common/errors.js';
import { Settings } from '../../../platform/config/index.js';
import { assertServiceKey, RateLimit } from '../../../platform/http/index.js';
import { attachment } from '../delivery/attachment.rules.js';
import { contentTypeOf } from '../storage/content-types.rules.js';
import { type Target, TARGETS } from '../transcode/ffmpeg-arguments.rules.js';
import { type Conversion, Conversions } from './conversions.service.js';
import { FileAbsent, TargetUnknown } from './transcoder.errors.js';

/** The transcoding endpoint for other programs (TC-01): multipart in, bytes out. */
@ApiExcludeController()
@Controller('transcode')
@RateLimit('none')
export class TranscoderController {
  constructor(
    private readonly conversions: Conversions,
    private readonly settings: Settings,
  ) {}

  @Post()
  @HttpCode(200)
  async transcode(
    @Headers('x-transcoder-key') key: string | undefined,
    @Query('target') target: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      this.assertKey(key);
      await this.convert(knownTarget(target), request, reply);
    } catch (error) {
      throw named(error);
    }
  }

  private async convert(target: Target, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const part = await request.file({ limits: { fileSize: Infinity, files: 1 } });
    if (!part) throw new FileAbsent();
    try {
      if (part.fieldname !== 'file') throw new FileAbsent();
      await this.converted(part, target, request, reply);
    } catch (error) {
      // What is not read would block the connection for the caller's next request.
      part.file.resume();
      throw error;
    }
  }

  private async converted(
    part: MultipartFile,
    target: Target,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const expectedBytes = Number(request.headers['content-length']) || this.settings.transcoderMaxUploadBytes;
    const stop = new AbortController();
    reply.raw.once('close', () => stop.abort(new Error('the caller has gone')));
    await this.conversions.convert(
      part.file,
      part.filename,
      target,
      expectedBytes,
      (made) => send(reply, made),
      stop.signal,
    );
  }

  private assertKey(given: string | undefined): void {
    const key = this.settings.plays('transcoder') ? this.settings.transcoderAuthToken : undefined;
    assertServiceKey(given, key, 'this server transcodes for nobody: it has no key');
  }
}

async function send(reply: FastifyReply, { path, filename }: Conversion): Promise<void> {
  const { size } = await stat(path);
  const body = createReadStream(path, { highWaterMark: 512 * 1024 });
  void reply
    .headers({
      'content-type': contentTypeOf(filename),
      'content-length': size,
      'content-disposition': attachment(filename),
      'cache-control': 'no-store',
    })
    .send(body);
  await finished(body).catch(() => undefined);
}

function knownTarget(target: string | undefined): Target {
  if (target === undefined || !Object.hasOwn(TARGETS, target)) throw new TargetUnknown();
  return target as Target;
}

/** Callers written before problem documents look for the member `error`. */
function named(error: unknown): unknown {
  if (error instanceof DomainError) error.extra.error = error.code;
  return error;
}
