import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../platform/database/index.js';
import { type Album, Albums } from '../../albums/index.js';
import { Images } from '../../media/index.js';
import type { AlbumChange, NewAlbum } from './albums.dto.js';
import { AlbumTitlesService } from './album-titles.service.js';

/** Changes of an album by its artist: rows and outbox entries are one transaction, the records follow. */
@Injectable()
export class AlbumEditsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly albums: Albums,
    private readonly titles: AlbumTitlesService,
    private readonly images: Images,
  ) {}

  /** The album of this address, made when there is none (ALB-09); answers its id. */
  create(did: string, { title, slug, description }: NewAlbum): Promise<string> {
    return this.transactions.run((tx) => this.albums.draft(tx, did, { title, slug: slug ?? undefined, description }));
  }

  /** ALB-10. The records of its tracks name the album by its title, so they are written again with it. */
  async change({ id, title }: Album, changes: AlbumChange): Promise<void> {
    await this.transactions.run(async (tx) => {
      const isRenamed = changes.title !== undefined && changes.title !== title;
      if (isRenamed) await this.titles.lock(tx, id);
      await this.albums.change(tx, id, changes);
      if (isRenamed) await this.titles.rewrite(tx, await this.albums.trackIds(id, tx));
    });
  }

  async finalize({ id }: Album, trackIds: readonly number[]): Promise<void> {
    await this.transactions.run((tx) => this.albums.finalize(tx, id, trackIds));
  }

  /** The former cover goes to the garbage collector, which keeps it as long as anything else shows it. */
  async dress({ id }: Album, imageId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const former = await this.albums.dress(tx, id, imageId);
      if (former) await this.images.doom(tx, [former], 'replaced');
    });
  }
}
