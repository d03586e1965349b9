import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimit } from '../../../platform/http/index.js';
import { SignedUrls } from '../storage/signed-urls.js';
import { ObjectMissing } from '../storage/storage.errors.js';
import { Storage } from '../storage/storage.js';
import { address, cacheControlOf } from '../storage/storage-keys.rules.js';
import { Delivery } from './delivery.service.js';

/** The addresses of the disk driver; with S3 the CDN and the service answer instead. Fastify adds HEAD to each GET. */
@ApiExcludeController()
@Controller('media')
@RateLimit('none')
export class MediaController {
  constructor(
    private readonly delivery: Delivery,
    private readonly storage: Storage,
    private readonly signatures: SignedUrls,
  ) {}

  @Get('images/:name')
  image(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('name') name: string): Promise<void> {
    const at = this.known(`images/${name}`);
    return this.delivery.sendObject(request, reply, at, { cacheControl: cacheControlOf(at.bucket) });
  }

  /** A private object for whoever holds its signed address. */
  @Get('signed/*')
  signed(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: { expires?: string; signature?: string },
  ): Promise<void> {
    const key = (request.params as Record<string, string>)['*'] ?? '';
    const at = this.known(key);
    if (this.signatures.verify(key, query) === null) throw new ObjectMissing(key);
    return this.delivery.sendObject(request, reply, at, { cacheControl: 'private, no-store' });
  }

  private known(key: string): ReturnType<typeof address> {
    try {
      if (!this.storage.isRemote) return address(key);
    } catch {
      // A name that is none of ours is one that is not there.
    }
    throw new ObjectMissing(key);
  }
}
