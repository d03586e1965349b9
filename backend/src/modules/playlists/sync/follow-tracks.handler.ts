import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/index.js';
import { On } from '../../../platform/events/index.js';
import { defineJob, Handles, type JobData, JobQueue } from '../../../platform/queue/index.js';
import { FollowedListsQueries } from './followed-lists.queries.js';
import { ListWrites } from './list-writes.service.js';

export const followTracks = defineJob('playlists.follow-tracks', { data: { trackIds: 'numbers' }, attempts: 5 });

/** A job carries numbers only, and not too many of them. */
const TRACKS_PER_JOB = 500;

/** Tracks got records, lost them, arrived or went: lists that hold them follow. */
@Injectable()
export class TrackNews {
  constructor(private readonly queue: JobQueue) {}

  @On('track.published', 'track.changed', 'track.removed')
  async one({ trackId }: { trackId: number }): Promise<void> {
    await this.queue.add(followTracks, { trackIds: [trackId] }, { id: String(trackId) });
  }

  @On('tracks.arrived')
  async many({ trackIds }: { trackIds: number[] }): Promise<void> {
    for (let first = 0; first < trackIds.length; first += TRACKS_PER_JOB)
      await this.queue.add(followTracks, { trackIds: trackIds.slice(first, first + TRACKS_PER_JOB) });
  }
}

@Handles(followTracks)
export class FollowTracksHandler {
  constructor(
    private readonly lists: FollowedListsQueries,
    private readonly writes: ListWrites,
    private readonly transactions: Transactions,
  ) {}

  async run({ trackIds }: JobData<typeof followTracks>): Promise<void> {
    await this.transactions.run((tx) => this.lists.link(tx, trackIds));
    await this.transactions.run(async (tx) => {
      for (const id of await this.lists.drop(tx, trackIds)) await this.writes.playlist(tx, id);
    });
    for (const id of await this.lists.playlistsOutOfStep(trackIds))
      await this.transactions.run((tx) => this.writes.playlist(tx, id));
    for (const id of await this.lists.albumsOutOfStep(trackIds))
      await this.transactions.run((tx) => this.writes.album(tx, id));
    for (const did of await this.lists.likersOutOfStep(trackIds))
      await this.transactions.run((tx) => this.writes.likedList(tx, did));
  }
}
