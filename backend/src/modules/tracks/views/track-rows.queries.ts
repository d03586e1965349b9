import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import type { TrackMoment, TrackRow } from './track-row.js';

/** Which tracks, and in what order: a select of `id` and `place`. */
export interface Selection {
  /** May use `$2` and further placeholders; `$1` is the viewer. */
  sql: string;
  params: unknown[];
}

const FILES = `(
  select json_agg(json_build_object(
      'id', f.id, 'role', x.role, 'extension', f.extension, 'codec', f.codec, 'bitrate', f.bitrate, 'bytes', f.bytes,
      'loudness_lufs', f.loudness_lufs, 'storage_key', f.storage_key, 'bucket', f.bucket) order by x.role desc)
    from track_audio x join audio_files f on f.id = x.audio_file_id
   where x.track_id = t.id and x.is_current and f.state = 'live')`;

const FEATURES = `(
  select json_agg(json_build_object(
      'did', x.did, 'handle', p.handle, 'display_name', coalesce(pa.display_name, p.display_name),
      'avatar_url', coalesce(pa.avatar_url, p.avatar_url),
      'is_hidden', p.status <> 'active' and p.did is distinct from $1::text) order by x.position)
    from track_features x left join accounts p on p.did = x.did left join artists pa on pa.did = x.did
   where x.track_id = t.id)`;

const TAGS = `(
  select json_agg(tags.name order by x.position, tags.name)
    from track_tags x join tags on tags.id = x.tag_id where x.track_id = t.id)`;

const ALBUM = `(
  select json_build_object('id', b.id, 'slug', b.slug, 'title', b.title,
      'image_id', bi.id, 'image_key', bi.storage_key)
    from album_tracks x join albums b on b.id = x.album_id
    left join images bi on bi.id = b.image_id and bi.state in ('live', 'doomed')
   where x.track_id = t.id)`;

const IS_OPTIMIZING = `exists (
  select from jobs where jobs.owner_did = t.artist_did and jobs.type = 'optimize'
     and jobs.status in ('pending', 'processing') and jobs.result ->> 'track_id' = t.id::text)`;

/** One that is tried again has not failed, though its row says so until it is written. */
const LIKE_FAILED = `(
  select l.sync_state = 'failed' and exists (
           select from pds_outbox o
            where o.did = l.did and o.collection = split_part(l.uri, '/', 4) and o.rkey = l.rkey and o.state = 'failed')
    from likes l where l.did = $1 and l.track_id = t.id)`;

const COLUMNS = `t.id, t.title, t.description, t.artist_did, a.display_name as artist, c.handle as artist_handle,
  coalesce(a.avatar_url, c.avatar_url) as artist_avatar_url, ai.id as avatar_image_id,
  ai.storage_key as avatar_image_key,
  c.pds_url as artist_pds_url, t.visibility, t.publish_state, t.sync_state, t.published_at is not null as was_published,
  t.source, t.uri, t.rkey, t.cid, t.duration_ms, t.play_count, t.like_count, t.comment_count, t.copyright_flagged,
  t.copyright_match,
  ${LIKE_FAILED} as like_failed,
  to_char(t.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at,
  i.id as image_id, i.storage_key as image_key,
  ${FILES} as files, ${FEATURES} as features, ${TAGS} as tags, ${ALBUM} as album, ${IS_OPTIMIZING} as is_optimizing`;

/**
 * Tracks with everything their view shows, in one statement however many they are: the hottest read of the product
 * (P1). It reads the tables of other modules and writes none.
 */
@Injectable()
export class TrackRowsQueries {
  constructor(private readonly sql: Sql) {}

  rows(viewer: string | null, selection: Selection): Promise<TrackRow[]> {
    return this.sql.prepared<TrackRow>(
      `select ${COLUMNS}
         from (${selection.sql}) chosen
         join tracks t on t.id = chosen.id
         join artists a on a.did = t.artist_did
         join accounts c on c.did = t.artist_did
         left join images i on i.id = t.image_id and i.state in ('live', 'doomed')
         left join images ai on ai.id = a.avatar_image_id and ai.state in ('live', 'doomed')
        order by chosen.place`,
      [viewer, ...selection.params],
    );
  }

  /** In no order; of tracks that are gone, nothing. */
  moments(viewer: string, ids: readonly number[]): Promise<TrackMoment[]> {
    return this.sql.prepared<TrackMoment>(
      `select t.id, t.play_count, t.like_count, t.comment_count, ${LIKE_FAILED} as like_failed
         from tracks t where t.id = any($2::int[])`,
      [viewer, ids],
    );
  }
}
