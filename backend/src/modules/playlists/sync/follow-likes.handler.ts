import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/index.js';
import { On } from '../../../platform/events/index.js';
import { defineJob, Handles, type JobData, JobQueue } from '../../../platform/queue/index.js';
import { Grants } from '../../atproto/index.js';
import { ListWrites } from './list-writes.service.js';

export const followLikes = defineJob('playlists.follow-likes', { data: { did: 'text' }, attempts: 5 });

/** Likes that another client gave or took back: liked lists follow, as they do when it happens here. */
@Injectable()
export class LikeNews {
  constructor(
    private readonly grants: Grants,
    private readonly queue: JobQueue,
  ) {}

  /** Most people of the network never signed in here: their lists are not ours to write. */
  @On('likes.arrived')
  async begin({ dids }: { dids: string[] }): Promise<void> {
    for (const did of await this.grants.livingAmong(dids)) await this.queue.add(followLikes, { did }, { id: did });
  }
}

@Handles(followLikes)
export class FollowLikesHandler {
  constructor(
    private readonly writes: ListWrites,
    private readonly transactions: Transactions,
  ) {}

  async run({ did }: JobData<typeof followLikes>): Promise<void> {
    await this.transactions.run((tx) => this.writes.likedList(tx, did));
  }
}
