import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';

/** A file that a record names. */
export interface KnownFile {
  id: string;
  ownerDid: string | null;
  state: string;
  /** The track that plays it. */
  trackId: number | null;
}

/** Whose the files are that records name, read in their transaction. */
@Injectable()
export class KnownFilesQueries {
  constructor(private readonly sql: Sql) {}

  audio(tx: Tx, ids: readonly string[]): Promise<Map<string, KnownFile>> {
    return this.read(
      tx,
      `select f.id, f.owner_did as "ownerDid", f.state, x.track_id as "trackId"
         from audio_files f left join track_audio x on x.audio_file_id = f.id where f.id = any($1::uuid[])`,
      ids,
    );
  }

  images(tx: Tx, ids: readonly string[]): Promise<Map<string, KnownFile>> {
    return this.read(
      tx,
      `select id, owner_did as "ownerDid", state, null as "trackId" from images where id = any($1::uuid[])`,
      ids,
    );
  }

  /** Audio that plays and whose outline is still missing some time after it came; what cannot be measured is left in the end. */
  async unmeasured(limit: number): Promise<string[]> {
    const rows = await this.sql.rows<{ id: string }>(
      `select f.id from audio_files f
        where f.state = 'live' and f.peaks is null
          and f.verified_at between now() - interval '7 days' and now() - interval '1 hour'
          and exists (select from track_audio x where x.audio_file_id = f.id and x.is_current)
        order by f.verified_at limit $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  private async read(tx: Tx, select: string, ids: readonly string[]): Promise<Map<string, KnownFile>> {
    if (ids.length === 0) return new Map();
    const rows = await this.sql.rows<KnownFile>(select, [ids], tx);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
