import type { Invariant } from './fault.js';

/** A select of `subject`: what it gives breaks the invariant. */
export interface RowRule {
  invariant: Invariant;
  what: string;
  sql: string;
}

const HAS_AUDIO = `exists (select from track_audio x join audio_files f on f.id = x.audio_file_id
  where x.track_id = t.id and x.role = 'stream' and x.is_current and f.state = 'live')`;

/** An entry that is still to be sent for the record of `r` (did, uri). */
const IS_IN_OUTBOX = `exists (select from pds_outbox o where o.did = r.did and o.state in ('pending', 'sending')
  and r.uri = 'at://' || o.did || '/' || o.collection || '/' || o.rkey)`;

/** The same by the row itself, for rows that may not have an address yet. */
const IS_TO_BE_WRITTEN = `exists (select from pds_outbox o where o.did = r.did and o.state in ('pending', 'sending')
  and o.subject_table = r.tbl and o.subject_key = r.key)`;

const MAY_BE_WRITTEN = `exists (select from oauth_grants g where g.did = r.did and g.dead_at is null)`;

/**
 * Rows that say that their record is on its way, or do not say that it is missing; named as the outbox does. Bytes on
 * their way between the buckets hold up the record of a track; lists that others deleted are written at the next sign-in.
 */
const AWAITING = `(
  select 'tracks' as tbl, id::text as key, artist_did as did, uri from tracks
   where publish_state = 'published' and sync_state = 'pending' and visibility <> 'private' and deleted_at is null
     and updated_at < now() - interval '1 hour'
  union all select 'likes', uri, did, uri from likes
   where sync_state = 'pending' or (sync_state = 'synced' and source = 'local' and cid is null)
  union all select 'comments', id::text, did, uri from comments
   where sync_state = 'pending' or (sync_state = 'synced' and source = 'local' and cid is null)
  union all select 'playlists', id::text, owner_did, uri from playlists
   where publish_state = 'pending' or (publish_state = 'published' and cid is null)
  union all select 'artists', did, did, did from artists r
   where source = 'local' and publish_state = 'pending' and ${MAY_BE_WRITTEN}
  union all select 'liked_lists', did, did, uri from liked_lists r
   where (publish_state = 'pending' or (publish_state = 'published' and cid is null)) and ${MAY_BE_WRITTEN}
     and not exists (select from record_tombstones d where d.uri = r.uri)
     and not exists (select from parked_records p where p.uri = r.uri)
  union all select 'albums', r.id::text, r.did, 'album ' || r.id from (select *, artist_did as did from albums) r
   where r.finalized_at is not null and r.cid is null and r.publish_state <> 'failed' and ${MAY_BE_WRITTEN}
     and exists (select from album_tracks x join tracks t on t.id = x.track_id
                  where x.album_id = r.id and t.cid is not null and t.source = 'local' and t.deleted_at is null)
     and not exists (select from record_tombstones d where d.uri like 'at://' || r.did || '/%/' || r.rkey)) r`;

const ROWS = `(select artist_did as did, uri, cid, rev from tracks where deleted_at is null
  union all select did, uri, cid, rev from likes
  union all select did, uri, cid, rev from comments
  union all select owner_did, uri, cid, rev from playlists) r`;

/** What tracks, reactions and collections must be like, whatever happened. */
export const ROW_RULES: readonly RowRule[] = [
  {
    invariant: 'I1',
    what: 'a published track has nothing to play',
    sql: `select uri as subject from tracks t where publish_state = 'published' and deleted_at is null and not ${HAS_AUDIO}`,
  },
  {
    invariant: 'I1',
    what: 'a published track has neither a record nor an entry in the outbox, and does not say so',
    sql: `select uri as subject from (select *, artist_did as did from tracks) r
           where publish_state = 'published' and visibility <> 'private' and cid is null and deleted_at is null
             and sync_state <> 'failed' and not ${IS_IN_OUTBOX}`,
  },
  {
    invariant: 'I6',
    what: 'a row is waiting for its record, and nothing writes it',
    sql: `select uri as subject from ${AWAITING} where not ${IS_TO_BE_WRITTEN}`,
  },
  {
    invariant: 'I6',
    what: 'a track is waiting to be published, and nothing works on it',
    sql: `select uri as subject from (select *, artist_did as did from tracks) r
           where publish_state = 'pending' and deleted_at is null and updated_at < now() - interval '1 hour'
             and not ${IS_IN_OUTBOX}
             and not exists (select from wanted_media w where w.track_id = r.id and w.state = 'wanted')
             and not exists (select from jobs j where j.owner_did = r.did and j.status in ('pending', 'processing')
                                and j.result ->> 'reserved_track_id' = r.id::text)`,
  },
  {
    invariant: 'I3',
    what: 'like_count is not the number of likes',
    sql: `select t.uri as subject from tracks t
            left join (select track_id, count(*) as n from likes group by 1) x on x.track_id = t.id
           where t.like_count <> coalesce(x.n, 0)`,
  },
  {
    invariant: 'I3',
    what: 'comment_count is not the number of comments',
    sql: `select t.uri as subject from tracks t
            left join (select track_id, count(*) as n from comments group by 1) x on x.track_id = t.id
           where t.comment_count <> coalesce(x.n, 0)`,
  },
  {
    invariant: 'I3',
    what: 'track_count is not the number of items',
    sql: `select p.uri as subject from playlists p
            left join (select playlist_id, count(*) as n from playlist_tracks group by 1) x on x.playlist_id = p.id
           where p.track_count <> coalesce(x.n, 0)`,
  },
  {
    invariant: 'I3',
    what: 'the positions of an album are not 1 to n',
    sql: `select album_id::text as subject from album_tracks group by 1
          having min(position) <> 1 or max(position) <> count(*)`,
  },
  {
    invariant: 'I3',
    what: 'a record that was undone here has a row again',
    sql: `select r.uri as subject from ${ROWS} where r.cid is not null and exists (
            select from pds_outbox o where o.did = r.did and o.op = 'delete' and o.state = 'done'
               and r.uri = 'at://' || o.did || '/' || o.collection || '/' || o.rkey
               and not exists (select from pds_outbox later where later.did = o.did and later.collection = o.collection
                                  and later.rkey = o.rkey and later.id > o.id))`,
  },
  {
    invariant: 'I7',
    what: 'a record that the network deleted has a row that is not newer',
    sql: `select r.uri as subject from ${ROWS} join record_tombstones d on d.uri = r.uri
           where r.cid is not null and r.rev collate "C" <= d.rev collate "C" and not ${IS_IN_OUTBOX}`,
  },
  {
    invariant: 'I8',
    what: 'play_count is not the number of counted plays',
    sql: `select t.uri as subject from tracks t
            left join (select track_id, count(*) as n from play_events where is_counted group by 1) x on x.track_id = t.id
           where t.play_count <> coalesce(x.n, 0)`,
  },
  {
    invariant: 'I5',
    what: 'bytes that are gone are what a track plays',
    sql: `select f.storage_key as subject from track_audio x join audio_files f on f.id = x.audio_file_id
            join tracks t on t.id = x.track_id
           where x.is_current and f.state = 'gone' and t.deleted_at is null`,
  },
];
