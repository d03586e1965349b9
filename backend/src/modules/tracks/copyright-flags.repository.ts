import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../platform/database/index.js';

/** What scans made of tracks, in the columns that their owners see (MOD-05). */
@Injectable()
export class CopyrightFlags {
  constructor(private readonly sql: Sql) {}

  /**
   * Notes a scan; false, and nothing noted, when the track is removed. `heard` is "Title by Artist". A flag stays whatever
   * later scans hear: that nothing was found is no judgement, and only a person takes it back (P-MOD-03).
   */
  async note(tx: Tx, trackId: number, scan: { isFlagged: boolean; heard: string | null }): Promise<boolean> {
    // Not an edit: `updated_at` stays.
    const row = await this.sql.one(
      `with noted as (
         update tracks
            set copyright_flagged = $2 or coalesce(copyright_flagged, false),
                copyright_match = case when $2 then $3 else copyright_match end
          where id = $1 and deleted_at is null returning id)
       select id from noted`,
      [trackId, scan.isFlagged, scan.heard],
      tx,
    );
    return row !== undefined;
  }
}
