import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Actor, paged, SignedIn } from '../../platform/http/index.js';
import { Outbox, type UnfinishedWrite } from '../atproto/index.js';
import { Retried, RetryRequest, UnfinishedWritesPage, UnfinishedWritesQuery, UnfinishedWriteView } from './sync.dto.js';

/** CON-10: what of one's own has not reached the PDS yet. */
@ApiTags('account')
@SignedIn()
@Controller('account/sync')
export class SyncController {
  constructor(private readonly outbox: Outbox) {}

  /** Unfinished writes, newest first. */
  @Get()
  async unfinished(
    @Actor() actor: Actor,
    @Query() { limit, cursor }: UnfinishedWritesQuery,
  ): Promise<UnfinishedWritesPage> {
    const page = await this.outbox.unfinished(actor.did, { limit, ...(cursor ? { cursor } : {}) });
    return paged('items', { ...page, items: page.items.map(shown) });
  }

  /** Tries failed writes again. */
  @Post('retry')
  @HttpCode(200)
  async retry(@Actor() actor: Actor, @Body() { ids }: RetryRequest): Promise<Retried> {
    return { retried: await this.outbox.retry(actor.did, ids) };
  }
}

function shown({ lastError, createdAt, ...write }: UnfinishedWrite): UnfinishedWriteView {
  return { ...write, last_error: lastError, created_at: createdAt };
}
