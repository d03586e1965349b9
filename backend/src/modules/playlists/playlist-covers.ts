import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { CountsReferences, type ReferenceCounter } from '../media/index.js';
import { PlaylistsRepository } from './playlists.repository.js';

/** Covers of playlists are kept as long as a playlist shows them (ST-04). */
@Injectable()
@CountsReferences('image')
export class PlaylistCovers implements ReferenceCounter {
  readonly columns = ['playlists.image_id'];

  constructor(private readonly playlists: PlaylistsRepository) {}

  async count(imageIds: readonly string[], tx: Tx): Promise<Map<string, number>> {
    const rows = await this.playlists.coverCounts(tx, imageIds);
    return new Map(rows.map((row) => [row.image_id, row.count]));
  }
}
