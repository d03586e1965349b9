import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, paged, SignedIn } from '../../platform/http/index.js';
import { Outbox } from '../atproto/index.js';
import { Retried, RetryRequest, UnfinishedWritesPage, UnfinishedWritesQuery } from './sync.dto.js';
import { UnfinishedWrites } from './unfinished-writes.service.js';

/** CON-10: what of one's own has not reached the PDS yet. */
@ApiTags('account')
@SignedIn()
@Controller('account/sync')
export class SyncController {
  constructor(
    private readonly outbox: Outbox,
    private readonly writes: UnfinishedWrites,
  ) {}

  /** Unfinished writes, newest first. */
  @Get()
  async unfinished(
    @Actor() actor: Actor,
    @Query() { limit, cursor }: UnfinishedWritesQuery,
  ): Promise<UnfinishedWritesPage> {
    return paged('items', await this.writes.of(actor.did, { limit, ...(cursor ? { cursor } : {}) }));
  }

  /** Tries failed writes again. */
  @Post('retry')
  @HttpCode(200)
  async retry(@Actor() actor: Actor, @Body() { ids }: RetryRequest): Promise<Retried> {
    return { retried: await this.outbox.retry(actor.did, ids) };
  }
}
