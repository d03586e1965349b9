import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { JobQueue } from '../../../platform/queue/index.js';
import { Albums } from '../../albums/index.js';
import { TrackAudioRepository } from '../audio/track-audio.repository.js';
import { bucketOf } from '../audio/relocate-audio.handler.js';
import { relocateAudio } from '../audio/relocate-audio.job.js';
import { TrackWrites } from '../records/track-writes.service.js';
import type { Track } from '../track.entity.js';
import type { Visibility } from '../tracks.dto.js';
import { TracksRepository } from '../tracks.repository.js';

/** What follows when a track becomes seen by others (TRK-12). */
@Injectable()
export class VisibilityChanges {
  constructor(
    private readonly tracks: TracksRepository,
    private readonly audio: TrackAudioRepository,
    private readonly albums: Albums,
    private readonly writes: TrackWrites,
    private readonly queue: JobQueue,
  ) {}

  /** `track` is the locked row as it was. */
  async change(tx: Tx, track: Track, visibility: Visibility): Promise<void> {
    await this.tracks.update(tx, track.id, { visibility });
    // Before the audio is there nothing has gone out; the end of the upload looks at the row again.
    if (!(await this.audio.current(track.id, 'stream', tx))) return;
    if (visibility === 'private') await this.withdraw(tx, track);
    else await this.tracks.update(tx, track.id, { syncState: 'pending' });
    const moves = bucketOf(visibility) !== bucketOf(track.visibility);
    if (moves) await this.queue.add(relocateAudio, { trackId: track.id }, { id: String(track.id), after: tx });
    // A record names public audio: one that comes out of privacy is written when the audio has moved.
    else await this.writes.put(tx, track);
  }

  /** A private track is published without a record. */
  private async withdraw(tx: Tx, track: Track): Promise<void> {
    await this.tracks.update(tx, track.id, {
      cid: null,
      rev: null,
      publishState: 'published',
      syncState: 'synced',
      failure: null,
      publishedAt: track.publishedAt ?? (() => 'now()'),
    });
    await this.writes.remove(tx, track);
    await this.albums.follow(tx, track.id);
  }
}
