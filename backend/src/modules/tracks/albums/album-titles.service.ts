import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/index.js';
import { Albums } from '../../albums/index.js';
import { TrackWrites } from '../records/track-writes.service.js';
import type { Track } from '../track.entity.js';
import { TracksRepository } from '../tracks.repository.js';

/** The title of an album stands in the record of each of its tracks. */
@Injectable()
export class AlbumTitlesService {
  constructor(
    private readonly albums: Albums,
    private readonly tracks: TracksRepository,
    private readonly writes: TrackWrites,
  ) {}

  /** Before the album is locked: whoever changes a track locks the track first, then its album. */
  async lock(tx: Tx, albumId: string): Promise<Track[]> {
    return this.tracks.lockAll(tx, await this.albums.trackIds(albumId, tx));
  }

  /** Has the records written again of those tracks that have one. */
  async rewrite(tx: Tx, trackIds: readonly number[]): Promise<void> {
    const tracks = await this.tracks.lockAll(tx, trackIds);
    const recorded = tracks.filter(
      ({ visibility, publishState }) => visibility !== 'private' && publishState !== 'pending',
    );
    for (const track of recorded) {
      await this.tracks.update(tx, track.id, { syncState: 'pending' });
      await this.writes.put(tx, track);
    }
  }
}
