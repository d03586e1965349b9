import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { CountsReferences, type ReferenceCounter } from '../media/index.js';
import { AlbumsRepository } from './albums.repository.js';

/** Covers of albums are kept as long as an album shows them (ST-04). */
@Injectable()
@CountsReferences('image')
export class AlbumCovers implements ReferenceCounter {
  readonly columns = ['albums.image_id'];

  constructor(private readonly albums: AlbumsRepository) {}

  async count(imageIds: readonly string[], tx: Tx): Promise<Map<string, number>> {
    const rows = await this.albums.coverCounts(tx, imageIds);
    return new Map(rows.map((row) => [row.image_id, row.count]));
  }
}
