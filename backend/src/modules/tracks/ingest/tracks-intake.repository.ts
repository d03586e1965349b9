import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { type GoneRecord, readdress, type Readdressed } from '../../atproto/index.js';
import type { IncomingTrack } from './incoming-track.rules.js';
import type { KnownTrack } from './standing.rules.js';

/** A row to be written, as one set with others. */
export type TrackToWrite = Pick<
  IncomingTrack,
  'did' | 'uri' | 'rkey' | 'cid' | 'rev' | 'title' | 'description' | 'durationMs' | 'visibility' | 'createdAt'
> & { imageId: string | null; publishState: 'pending' | 'published' | 'failed'; failure: string | null };

const GIVEN = `json_to_recordset($1::json) as g
  (id int, did text, uri text, rkey text, cid text, rev text, title text, description text, "durationMs" int,
   visibility text, "createdAt" timestamptz, "imageId" uuid, "publishState" text, failure text)`;

/** Rows of tracks from records, any number in one statement. */
@Injectable()
export class TracksIntakeRepository {
  constructor(private readonly sql: Sql) {}

  /** By uri; locked, always in the same order. */
  async known(tx: Tx, uris: readonly string[]): Promise<Map<string, KnownTrack>> {
    const rows = await this.sql.rows<KnownTrack>(
      `select t.id, t.uri, t.cid, t.rev, t.visibility, t.publish_state as "publishState", t.sync_state as "syncState",
              t.source, t.image_id as "imageId", t.deleted_at is not null as "isRemoved",
              exists (select from track_audio x join audio_files f on f.id = x.audio_file_id
                       where x.track_id = t.id and x.role = 'stream' and x.is_current and f.state = 'live') as "hasAudio"
         from tracks t where t.uri = any($1) order by t.id for update of t`,
      [uris],
      tx,
    );
    return new Map(rows.map((row) => [row.uri, row]));
  }

  /** How many tracks of these people other clients brought within the hour. */
  async arrivedLately(tx: Tx, dids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.sql.rows<{ did: string; count: number }>(
      `select artist_did as did, count(*)::int as count from tracks
        where source = 'network' and artist_did = any($1) and arrived_at > now() - interval '1 hour' group by 1`,
      [dids],
      tx,
    );
    return new Map(rows.map(({ did, count }) => [did, count]));
  }

  /** Answers their numbers by uri; numbers follow the time of creation. Who was made by others meanwhile is absent. */
  async insert(tx: Tx, tracks: readonly TrackToWrite[]): Promise<Map<string, number>> {
    if (tracks.length === 0) return new Map();
    const rows = await this.sql.rows<{ id: number; uri: string }>(
      `insert into tracks (artist_did, title, description, duration_ms, image_id, visibility, publish_state, sync_state,
                           failure, rkey, uri, cid, rev, source, created_at, published_at)
       select did, title, description, "durationMs", "imageId", visibility, "publishState", 'synced', failure, rkey, uri,
              cid, rev, 'network', "createdAt", case when "publishState" = 'published' then now() end
         from ${GIVEN} order by "createdAt", uri
       on conflict do nothing returning id, uri`,
      [JSON.stringify(tracks)],
      tx,
    );
    return new Map(rows.map(({ id, uri }) => [uri, id]));
  }

  /** Words, visibility and cover become those of the records; the length stays what was measured. */
  async rewrite(tx: Tx, tracks: readonly (TrackToWrite & { id: number })[]): Promise<void> {
    if (tracks.length === 0) return;
    await this.sql.rows(
      `update tracks set title = g.title, description = g.description, visibility = g.visibility, cid = g.cid, rev = g.rev,
              image_id = g."imageId", publish_state = g."publishState", sync_state = 'synced', failure = g.failure,
              published_at = case when g."publishState" = 'published' then coalesce(published_at, now())
                                  else published_at end,
              record_deleted_at = null, updated_at = now()
         from ${GIVEN} where tracks.id = g.id`,
      [JSON.stringify(tracks)],
      tx,
    );
  }

  /** The network confirms these versions. */
  async stamp(tx: Tx, tracks: readonly { id: number; rev: string }[]): Promise<void> {
    if (tracks.length === 0) return;
    await this.sql.rows(
      `update tracks set rev = g.rev from unnest($1::int[], $2::text[]) as g (id, rev) where tracks.id = g.id`,
      [tracks.map(({ id }) => id), tracks.map(({ rev }) => rev)],
      tx,
    );
  }

  /** The people who take part in each track become these. */
  async replaceFeatures(tx: Tx, tracks: readonly { id: number; featuredDids: string[] }[]): Promise<void> {
    const ids = tracks.map(({ id }) => id);
    await this.sql.rows('delete from track_features where track_id = any($1::int[])', [ids], tx);
    const featured = tracks.flatMap(({ id, featuredDids }) => featuredDids.map((did, place) => ({ id, did, place })));
    if (featured.length === 0) return;
    await this.sql.rows(
      `insert into track_features (track_id, did, position) select * from unnest($1::int[], $2::text[], $3::int[])`,
      [featured.map(({ id }) => id), featured.map(({ did }) => did), featured.map(({ place }) => place)],
      tx,
    );
  }

  /** Files that are here become what plays. */
  async giveAudio(tx: Tx, pairs: readonly { trackId: number; fileId: string }[]): Promise<void> {
    if (pairs.length === 0) return;
    await this.sql.rows(
      `insert into track_audio (track_id, audio_file_id, role)
       select g.track_id, f.id, 'stream' from unnest($1::int[], $2::uuid[]) as g (track_id, file_id)
         join audio_files f on f.id = g.file_id
       on conflict do nothing`,
      [pairs.map(({ trackId }) => trackId), pairs.map(({ fileId }) => fileId)],
      tx,
    );
  }

  /**
   * ING-07: hides tracks whose records another client deleted, and marks them; answers which. What was removed here, is
   * private, or is on its way into the repository again is left alone.
   */
  async withdraw(tx: Tx, gone: readonly GoneRecord[]): Promise<number[]> {
    const rows = await this.sql.rows<{ id: number }>(
      `with withdrawn as (
         update tracks set cid = null, rev = g.rev, publish_state = 'failed', sync_state = 'synced',
                failure = 'its record was deleted from the repository', record_deleted_at = now(), updated_at = now()
           from unnest($1::text[], $2::text[]) as g (uri, rev)
          where tracks.uri = g.uri and tracks.cid is not null and tracks.deleted_at is null
            and tracks.visibility <> 'private' and tracks.sync_state <> 'pending'
            and (tracks.rev is null or tracks.rev collate "C" < g.rev collate "C")
          returning tracks.id
       )
       select id from withdrawn`,
      [gone.map(({ uri }) => uri), gone.map(({ rev }) => rev)],
      tx,
    );
    return rows.map(({ id }) => id);
  }

  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return readdress(this.sql, tx, { table: 'tracks', owner: 'artist_did' }, moved);
  }

  /** Tracks whose records have been gone for so long, and that nobody restores. */
  async withdrawnBefore(before: Date, limit: number): Promise<number[]> {
    const rows = await this.sql.rows<{ id: number }>(
      `select id from tracks where record_deleted_at < $1 and publish_state = 'failed' and cid is null
          and deleted_at is null order by record_deleted_at limit $2`,
      [before, limit],
    );
    return rows.map(({ id }) => id);
  }
}
