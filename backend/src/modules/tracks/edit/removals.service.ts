import { Injectable } from '@nestjs/common';
import { afterCommit, Transactions, type Tx } from '../../../platform/database/index.js';
import { Events } from '../../../platform/events/index.js';
import { Albums, AlbumsIntake } from '../../albums/index.js';
import { Jobs } from '../../jobs/index.js';
import { AudioFiles, Images } from '../../media/index.js';
import { TrackAudioRepository } from '../audio/track-audio.repository.js';
import { TrackWrites } from '../records/track-writes.service.js';
import type { Track } from '../track.entity.js';
import { TracksRepository } from '../tracks.repository.js';
import { UploadCancelled } from '../upload/uploads.errors.js';

/** Removes a track for good: hidden at once, the row goes when its record is gone, the bytes when nobody needs them (TRK-05). */
@Injectable()
export class RemovalsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly tracks: TracksRepository,
    private readonly audio: TrackAudioRepository,
    private readonly files: AudioFiles,
    private readonly images: Images,
    private readonly albums: Albums,
    private readonly albumsIntake: AlbumsIntake,
    private readonly writes: TrackWrites,
    private readonly jobs: Jobs,
    private readonly events: Events,
  ) {}

  async remove({ id, artistDid }: Track): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, id);
      if (!track || track.deletedAt) return;
      await this.doomBytes(tx, track);
      await this.albums.remove(tx, id);
      await this.cancelUpload(tx, track);
      await this.removeRow(tx, track);
      afterCommit(tx, () => this.events.emit('track.removed', { trackId: id, artistDid }));
    });
  }

  /** A track whose record is gone from the network already: nothing is left to be asked of anybody. */
  async forget(id: number): Promise<void> {
    await this.transactions.run(async (tx) => {
      const track = await this.tracks.lock(tx, id);
      if (track?.publishState !== 'failed' || track.cid || track.deletedAt) return;
      await this.doomBytes(tx, track);
      // Nothing is written for an artist who publishes elsewhere.
      const isOurs = track.source === 'local';
      await this.albumsIntake.place(tx, [{ trackId: id, artistDid: track.artistDid, album: null, isOurs }]);
      await this.tracks.delete(tx, id);
      afterCommit(tx, () => this.events.emit('track.removed', { trackId: id, artistDid: track.artistDid }));
    });
  }

  private async doomBytes(tx: Tx, { id, imageId }: Track): Promise<void> {
    const files = await this.audio.allCurrent(id, tx);
    await this.files.doom(
      tx,
      files.map((file) => file.audioFileId),
      'user_delete',
    );
    if (imageId) await this.images.doom(tx, [imageId], 'user_delete');
  }

  private async cancelUpload(tx: Tx, { id, artistDid }: Track): Promise<void> {
    const job = await this.jobs.findActive(artistDid, 'upload', { reserved_track_id: id }, tx);
    if (job) await this.jobs.fail(job.id, new UploadCancelled().message, tx);
  }

  /** A private track has no record: if it had one, its removal is on its way already. */
  private async removeRow(tx: Tx, track: Track): Promise<void> {
    if (track.visibility === 'private') return this.tracks.delete(tx, track.id);
    await this.tracks.update(tx, track.id, { deletedAt: () => 'now()' });
    await this.writes.remove(tx, track);
  }
}
