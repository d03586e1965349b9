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
  await database.query('analyze');
}
