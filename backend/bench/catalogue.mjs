const BASE_DID = 'did:plc:bench';

/** Public tracks with artists, audio, tags and albums, straight into the index: what a list page reads. */
export async function fillCatalogue(database, { tracks = 1000, artists = 50 } = {}) {
  await database.query(
    `insert into accounts (did, handle, handle_checked_at, pds_url, pds_checked_at, display_name)
     select '${BASE_DID}' || n, 'artist' || n || '.test', now(), 'https://pds.example', now(), 'Artist ' || n from generate_series(1, $1) n`,
    [artists],
  );
  await database.query(
    `insert into artists (did, display_name, bio, publish_state)
     select '${BASE_DID}' || n, 'Artist ' || n, 'plays', 'published' from generate_series(1, $1) n`,
    [artists],
  );
  await database.query(
    `insert into tracks (artist_did, title, description, duration_ms, publish_state, sync_state, rkey, uri, cid, play_count, like_count, created_at, published_at)
     select '${BASE_DID}' || (1 + n % $2), 'Track number ' || n, 'A description of some length for track ' || n, 180000 + n, 'published', 'synced',
            'rkey' || n, 'at://${BASE_DID}' || (1 + n % $2) || '/fm.plyr.dev.track/rkey' || n, 'bafyreib' || n, n % 500, n % 90,
            now() - make_interval(mins => n), now()
       from generate_series(1, $1) n`,
    [tracks, artists],
  );
  await database.query(
    `insert into audio_files (id, owner_did, sha256, bytes, container, codec, bitrate, sample_rate, channels, duration_ms, loudness_lufs, extension, storage_key, bucket, state, verified_at)
     select md5('audio' || id)::uuid, artist_did, sha256(id::text::bytea), 4000000, 'mp3', 'mp3', 320000, 44100, 2, duration_ms, -14.2, 'mp3',
            'audio/' || md5('audio' || id)::uuid || '.mp3', 'public', 'live', now() from tracks`,
  );
  await database.query(
    `insert into track_audio (track_id, audio_file_id, role) select id, md5('audio' || id)::uuid, 'stream' from tracks`,
  );
  await database.query(
    `insert into tags (name) select 'tag ' || n from generate_series(1, 40) n on conflict do nothing`,
  );
  await database.query(
    `insert into track_tags (track_id, tag_id, position) select t.id, g.id, 0 from tracks t join tags g on g.id in (1 + t.id % 40, 1 + (t.id * 7) % 40)`,
  );
  await makeAlbums(database);
  await database.query('analyze');
}

/** One of three tracks for each of some artists. */
async function makeAlbums(database, albums = 12) {
  const made = `(select did, md5('album' || did)::uuid as id, row_number() over (order by did) as n from artists) as made`;
  await database.query(
    `insert into albums (id, artist_did, title, slug, rkey, publish_state, finalized_at)
     select id, did, 'Album ' || n, 'album', 'album' || n, 'published', now() from ${made} where n <= $1`,
    [albums],
  );
  await database.query(`insert into album_slugs (artist_did, slug, album_id) select artist_did, slug, id from albums`);
  await database.query(
    `insert into album_tracks (album_id, track_id, position)
     select album_id, id, place
       from (select a.id as album_id, t.id, row_number() over (partition by a.id order by t.id) as place
               from albums a join tracks t using (artist_did)) as numbered
      where place <= 3`,
  );
}
