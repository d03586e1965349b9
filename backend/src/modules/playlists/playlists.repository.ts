import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../platform/database/index.js';

@Injectable()
export class PlaylistsRepository {
  constructor(private readonly sql: Sql) {}

  /** How many playlists show these pictures. */
  coverCounts(tx: Tx, imageIds: readonly string[]): Promise<{ image_id: string; count: number }[]> {
    return this.sql.rows(
      'select image_id, count(*)::int as count from playlists where image_id = any($1) group by image_id',
      [imageIds],
      tx,
    );
  }
}
