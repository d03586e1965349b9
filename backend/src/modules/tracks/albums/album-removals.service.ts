import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/index.js';
import { type Album, Albums } from '../../albums/index.js';
import { Images } from '../../media/index.js';
import { RemovalsService } from '../edit/removals.service.js';
import { TrackMissing } from '../tracks.errors.js';
import { TracksRepository } from '../tracks.repository.js';
import { AlbumTitlesService } from './album-titles.service.js';

/** Takes albums away, and tracks off albums (ALB-11). */
@Injectable()
export class AlbumRemovalsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly albums: Albums,
    private readonly titles: AlbumTitlesService,
    private readonly tracks: TracksRepository,
    private readonly removals: RemovalsService,
    private readonly images: Images,
  ) {}

  /** With `cascade` its tracks go too, one after the other: what dies in between can be begun again. */
  async remove({ id }: Album, { cascade }: { cascade: boolean }): Promise<void> {
    if (cascade) await this.removeTracks(await this.albums.trackIds(id));
    await this.transactions.run(async (tx) => {
      await this.titles.lock(tx, id);
      const { imageId } = await this.albums.lock(tx, id);
      const trackIds = await this.albums.trackIds(id, tx);
      await this.albums.delete(tx, id);
      await this.titles.rewrite(tx, trackIds);
      if (imageId) await this.images.doom(tx, [imageId], 'user_delete');
    });
  }

  /** Throws {@link TrackMissing} when the album does not hold it. */
  async takeOff({ id }: Album, trackId: number): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.tracks.lock(tx, trackId);
      if (!(await this.albums.trackIds(id, tx)).includes(trackId)) throw new TrackMissing();
      await this.albums.remove(tx, trackId);
      await this.titles.rewrite(tx, [trackId]);
    });
  }

  private async removeTracks(trackIds: readonly number[]): Promise<void> {
    for (const trackId of trackIds) {
      const track = await this.tracks.find(trackId);
      if (track) await this.removals.remove(track);
    }
  }
}
