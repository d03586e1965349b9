import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { World } from '../harness/world.js';

/** What records carry of the index, by uri: what a rebuilt one must equal (I10). */
export interface PublicIndex {
  tracks: Record<string, unknown>;
  likes: unknown[];
  comments: unknown[];
  playlists: unknown[];
  albums: unknown[];
  likedLists: unknown[];
  profiles: unknown[];
}

/** Numbers, plays, settings, further renditions and the ids of rows are not in records. */
export async function publicIndex(world: World): Promise<PublicIndex> {
  const rows = (text: string) => world.database.rows(text);
  return {
    tracks: await tracks(world),
    likes: await rows(
      `select l.uri, l.cid, t.uri as track, l.created_at from likes l join tracks t on t.id = l.track_id order by 1`,
    ),
    comments: await rows(
      `select c.uri, c.cid, t.uri as track, c.text, c.timestamp_ms, c.created_at, c.updated_at from comments c
         join tracks t on t.id = c.track_id order by 1`,
    ),
    playlists: await rows(
      `select uri, cid, name, created_at, track_count, (select json_agg(x.subject_uri order by x.position)
                from playlist_tracks x where x.playlist_id = p.id) as items from playlists p order by 1`,
    ),
    albums: await rows(
      `select uri, cid, title, slug, (select json_agg(t.uri order by x.position) from album_tracks x
               join tracks t on t.id = x.track_id where x.album_id = a.id) as items from albums a order by 1`,
    ),
    likedLists: await rows(
      `select uri, cid, (select json_agg(t.uri order by l.position, l.created_at desc) from likes l
               join tracks t on t.id = l.track_id where l.did = x.did) as items from liked_lists x order by 1`,
    ),
    profiles: await rows(
      // What an artist is called stands in the records of their tracks; since when they are one, in their profile's.
      `select a.did, c.handle, a.bio, a.avatar_url, a.record_cid,
              case when a.record_cid is not null then a.created_at end as created_at
         from artists a join accounts c using (did) order by 1`,
    ),
  };
}

/** As a guest sees them. */
async function tracks(world: World): Promise<Record<string, unknown>> {
  const known = await world.database.rows<{ uri: string; is_blob: boolean }>(
    `select uri, exists (select from wanted_media w where w.track_id = tracks.id and w.address like 'blob:%') as is_blob
       from tracks where cid is not null order by uri`,
  );
  const seen = known.map(async ({ uri, is_blob: isBlob }): Promise<[string, unknown]> => {
    const { status, body } = await world.visitor().get<TrackView>(`/tracks/by-uri?uri=${encodeURIComponent(uri)}`);
    if (status !== 200) return [uri, status];
    // Audio that came from a repository gets a new place when it comes again.
    return [uri, { ...carried(body), ...(isBlob ? { r2_url: body.r2_url !== null } : {}), isBlob }];
  });
  return Object.fromEntries(await Promise.all(seen));
}

function carried(track: TrackView): object {
  const { title, artist, artist_did, artist_handle, description, visibility, created_at, tags, r2_url, image_url } =
    track;
  const { duration, loudness_lufs, like_count, comment_count, atproto_record_uri, atproto_record_cid, file_type } =
    track;
  return {
    ...{ title, artist, artist_did, artist_handle, description, visibility, created_at, tags, r2_url, image_url },
    ...{ duration, like_count, comment_count, atproto_record_uri, atproto_record_cid, file_type },
    loudness: Math.round((loudness_lufs ?? 0) * 100),
    album: track.album && { title: track.album.title, slug: track.album.slug },
    features: track.features.map(({ did }) => did),
  };
}

/** Everything that is not in the repositories or the storage is lost. */
export async function dropDatabase(world: World): Promise<void> {
  const tables = await world.database.rows<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'`,
  );
  await world.database.rows(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`);
}
