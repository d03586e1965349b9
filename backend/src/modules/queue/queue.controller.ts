import { Body, Controller, Get, Headers, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actor, SignedIn } from '../../platform/http/index.js';
import { QueueView, QueueWrite } from './queue.dto.js';
import { PlaybackQueue } from './queue.service.js';
import { expectedRevision, isKnown, isMinimal, tagOf } from './revision.rules.js';

@ApiTags('queue')
@SignedIn()
@Controller('queue')
export class QueueController {
  constructor(private readonly queue: PlaybackQueue) {}

  /** Your queue with its tracks; 304 when the revision is known. */
  @Get()
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of the revision that is known.' })
  async view(
    @Actor() actor: Actor,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QueueView | undefined> {
    const stored = await this.queue.of(actor.did);
    void reply.header('etag', tagOf(stored.revision));
    // The tag stands for the places only: a copy kept by the browser would bring back old titles and likes.
    void reply.header('cache-control', 'private, no-cache, no-store');
    if (!isKnown(known, stored.revision)) return this.queue.shown(stored, actor.did);
    void reply.status(304);
    return undefined;
  }

  /**
   * Writes the queue. With `If-Match` only over that revision; otherwise 409 with the queue that is there. Who saves a
   * position every few seconds prefers to get nothing back but the ETag: 204.
   */
  @Put()
  @ApiHeader({ name: 'If-Match', required: false, description: 'The revision to write over, in quotes.' })
  @ApiHeader({ name: 'Prefer', required: false, description: '`return=minimal`' })
  @ApiNoContentResponse({ description: 'Written, and preferred not to be told again.' })
  async change(
    @Actor() actor: Actor,
    @Headers('if-match') ifMatch: string | undefined,
    @Headers('prefer') preference: string | undefined,
    @Body() { state }: QueueWrite,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QueueView | undefined> {
    const stored = await this.queue.change(actor.did, state, expectedRevision(ifMatch));
    void reply.header('etag', tagOf(stored.revision));
    if (!isMinimal(preference)) return this.queue.shown(stored, actor.did);
    void reply.status(204).header('preference-applied', 'return=minimal');
    return undefined;
  }
}
