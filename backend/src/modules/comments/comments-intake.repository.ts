import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../platform/database/index.js';
import { readdress, type Readdressed } from '../atproto/index.js';

/** A comment as its record tells of it; the text is clean. */
export interface SeenComment {
  uri: string;
  did: string;
  trackId: number;
  rkey: string;
  cid: string;
  rev: string;
  text: string;
  timestampMs: number;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string | null;
}

export interface KnownComment {
  uri: string;
  trackId: number;
  cid: string | null;
  rev: string | null;
  syncState: 'synced' | 'pending' | 'failed';
}

const GIVEN = `json_to_recordset($1::json) as g
  (uri text, did text, "trackId" int, rkey text, cid text, rev text, text text, "timestampMs" int,
   "createdAt" timestamptz, "updatedAt" timestamptz)`;

/** Rows of comments from records, any number in one statement. */
@Injectable()
export class CommentsIntakeRepository {
  constructor(private readonly sql: Sql) {}

  /** Locked. */
  async known(tx: Tx, uris: readonly string[]): Promise<Map<string, KnownComment>> {
    const rows = await this.sql.rows<KnownComment>(
      `select uri, track_id as "trackId", cid, rev, sync_state as "syncState"
         from comments where uri = any($1) order by uri for update`,
      [uris],
      tx,
    );
    return new Map(rows.map((row) => [row.uri, row]));
  }

  /** Answers those that are new. */
  async insert(tx: Tx, comments: readonly SeenComment[]): Promise<Set<string>> {
    if (comments.length === 0) return new Set();
    const rows = await this.sql.rows<{ uri: string }>(
      `insert into comments (track_id, did, text, timestamp_ms, rkey, uri, cid, rev, sync_state, source, created_at, updated_at)
       select "trackId", did, text, "timestampMs", rkey, uri, cid, rev, 'synced', 'network', "createdAt", "updatedAt"
         from ${GIVEN} order by "createdAt", uri
       on conflict do nothing returning uri`,
      [JSON.stringify(comments)],
      tx,
    );
    return new Set(rows.map(({ uri }) => uri));
  }

  /** Other words; the moment in the track and the birthday stay. A change that does not say when it was made was made now. */
  async rewrite(tx: Tx, comments: readonly SeenComment[]): Promise<void> {
    if (comments.length === 0) return;
    await this.sql.rows(
      `update comments set text = g.text, cid = g.cid, rev = g.rev, sync_state = 'synced',
              updated_at = case when comments.text = g.text then g."updatedAt" else coalesce(g."updatedAt", now()) end
         from ${GIVEN} where comments.uri = g.uri`,
      [JSON.stringify(comments)],
      tx,
    );
  }

  /** The network confirms these versions. */
  async stamp(tx: Tx, comments: readonly Pick<SeenComment, 'uri' | 'rev'>[]): Promise<void> {
    if (comments.length === 0) return;
    await this.sql.rows(
      `update comments set rev = g.rev from unnest($1::text[], $2::text[]) as g (uri, rev) where comments.uri = g.uri`,
      [comments.map(({ uri }) => uri), comments.map(({ rev }) => rev)],
      tx,
    );
  }

  /** Deletes comments whose records are gone since the version that we know; answers the track of each. */
  async remove(tx: Tx, gone: readonly { uri: string; rev: string }[]): Promise<number[]> {
    const rows = await this.sql.rows<{ track_id: number }>(
      `with gone as (
         delete from comments using unnest($1::text[], $2::text[]) as g (uri, rev)
          where comments.uri = g.uri and (comments.rev is null or comments.rev collate "C" < g.rev collate "C")
          returning comments.track_id
       )
       select track_id from gone`,
      [gone.map(({ uri }) => uri), gone.map(({ rev }) => rev)],
      tx,
    );
    return rows.map((row) => row.track_id);
  }

  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return readdress(this.sql, tx, { table: 'comments', owner: 'did' }, moved);
  }
}
