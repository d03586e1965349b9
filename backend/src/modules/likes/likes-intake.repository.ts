import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../platform/database/index.js';
import { readdress, type Readdressed } from '../atproto/index.js';

/** A like as its record tells of it. */
export interface SeenLike {
  uri: string;
  did: string;
  trackId: number;
  rkey: string;
  cid: string;
  rev: string;
  /** ISO 8601. */
  createdAt: string;
}

export interface KnownLike {
  uri: string;
  did: string;
  trackId: number;
  cid: string | null;
  rev: string | null;
}

const GIVEN = `json_to_recordset($1::json) as g
  (uri text, did text, "trackId" int, rkey text, cid text, rev text, "createdAt" timestamptz)`;

/** Rows of likes from records, any number in one statement. */
@Injectable()
export class LikesIntakeRepository {
  constructor(private readonly sql: Sql) {}

  /** Which of these records are likes or second marks of likes already; locked. */
  async known(tx: Tx, uris: readonly string[]): Promise<{ likes: Map<string, KnownLike>; marks: Set<string> }> {
    const likes = await this.sql.rows<KnownLike>(
      `select uri, did, track_id as "trackId", cid, rev from likes where uri = any($1) order by uri for update`,
      [uris],
      tx,
    );
    const marks = await this.sql.rows<{ uri: string }>(
      'select uri from like_duplicates where uri = any($1)',
      [uris],
      tx,
    );
    return { likes: new Map(likes.map((like) => [like.uri, like])), marks: new Set(marks.map(({ uri }) => uri)) };
  }

  /** The network confirms these versions. */
  async stamp(tx: Tx, likes: readonly SeenLike[]): Promise<void> {
    if (likes.length === 0) return;
    await this.sql.rows(
      `update likes set cid = g.cid, rev = g.rev, sync_state = 'synced' from ${GIVEN} where likes.uri = g.uri`,
      [JSON.stringify(likes)],
      tx,
    );
  }

  /** Answers those that are new; who likes the track by another record already is not among them. */
  async insert(tx: Tx, likes: readonly SeenLike[]): Promise<Set<string>> {
    if (likes.length === 0) return new Set();
    const rows = await this.sql.rows<{ uri: string }>(
      `insert into likes (did, track_id, rkey, uri, cid, rev, sync_state, source, created_at)
       select did, "trackId", rkey, uri, cid, rev, 'synced', 'network', "createdAt" from ${GIVEN}
        order by did, "trackId", rkey
       on conflict do nothing returning uri`,
      [JSON.stringify(likes)],
      tx,
    );
    return new Set(rows.map(({ uri }) => uri));
  }

  /** Remembers records that say a second time what is known. */
  async mark(tx: Tx, likes: readonly SeenLike[]): Promise<void> {
    if (likes.length === 0) return;
    await this.sql.rows(
      `insert into like_duplicates (uri, did, track_id, rkey)
       select g.uri, g.did, g."trackId", g.rkey from ${GIVEN}
        where exists (select from likes where likes.did = g.did and likes.track_id = g."trackId" and likes.uri <> g.uri)
        order by g.uri
       on conflict do nothing`,
      [JSON.stringify(likes)],
      tx,
    );
  }

  async unmark(tx: Tx, uris: readonly string[]): Promise<void> {
    await this.sql.rows('delete from like_duplicates where uri = any($1)', [uris], tx);
  }

  /** Likes whose records are gone since the version that we know; locked. */
  async gone(tx: Tx, records: readonly { uri: string; rev: string }[]): Promise<KnownLike[]> {
    return this.sql.rows(
      `select likes.uri, likes.did, likes.track_id as "trackId", likes.cid, likes.rev
         from likes join unnest($1::text[], $2::text[]) as g (uri, rev) on g.uri = likes.uri
        where likes.rev is null or likes.rev collate "C" < g.rev collate "C"
        order by likes.uri for update of likes`,
      [records.map(({ uri }) => uri), records.map(({ rev }) => rev)],
      tx,
    );
  }

  /** Where a second record says the same, that one is the like now; answers the uris of the likes that live on. */
  async promote(tx: Tx, uris: readonly string[]): Promise<Set<string>> {
    const rows = await this.sql.rows<{ former: string }>(
      `with next as (
         select distinct on (l.did, l.track_id) l.uri as former, d.uri, d.rkey
           from likes l join like_duplicates d on d.did = l.did and d.track_id = l.track_id
          where l.uri = any($1) order by l.did, l.track_id, d.rkey
       ), taken as (
         delete from like_duplicates using next where like_duplicates.uri = next.uri
       ), moved as (
         update likes set uri = next.uri, rkey = next.rkey, cid = null, rev = null, source = 'network'
           from next where likes.uri = next.former returning next.former
       )
       select former from moved`,
      [uris],
      tx,
    );
    return new Set(rows.map(({ former }) => former));
  }

  async delete(tx: Tx, uris: readonly string[]): Promise<void> {
    await this.sql.rows('delete from likes where uri = any($1)', [uris], tx);
  }

  async readdress(tx: Tx, moved: Readdressed): Promise<void> {
    await readdress(this.sql, tx, { table: 'likes', owner: 'did' }, moved);
    await this.sql.rows(
      `update like_duplicates set uri = $2 || rkey where did = $3 and starts_with(uri, $1) and rkey = any($4::text[])`,
      [moved.from, moved.to, moved.did, moved.rkeys],
      tx,
    );
  }

  /** The further records by which somebody likes a track. */
  marksOf(tx: Tx, did: string, trackId: number): Promise<{ uri: string; rkey: string }[]> {
    return this.sql.rows(
      'select uri, rkey from like_duplicates where did = $1 and track_id = $2 order by rkey',
      [did, trackId],
      tx,
    );
  }
}
