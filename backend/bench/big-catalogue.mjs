import { setTimeout as sleep } from 'node:timers/promises';
import { titleMaker } from './titles.mjs';

const DID = 'did:plc:big';
const TITLES_AT_ONCE = 20_000;
const PATIENCE_MS = 20 * 60_000;

/**
 * A large catalogue, straight into the index: public tracks with audio, artists, albums and tags, liked and played as
 * in life, where few have most of it. Set by set and without a dump, so that its size is a number.
 */
export async function fillBigCatalogue(database, { tracks, artists = Math.ceil(tracks / 20), likes = 0, plays = 0 }) {
  const titles = await writeTitles(database, tracks);
  await fillPeople(database, artists);
  await fillTracks(database, artists);
  await fillCollections(database, tracks, artists);
  if (likes > 0) await fillLikes(database, likes, artists, tracks);
  if (plays > 0) await fillPlays(database, plays, tracks);
  await database.query('drop table bench_titles');
  // What autovacuum does within minutes of such an import.
  await database.query('vacuum analyze');
  return titles;
}

async function writeTitles(database, count) {
  const make = titleMaker();
  const titles = [];
  await database.query('create unlogged table bench_titles (n integer, title text)');
  while (titles.length < count) {
    const some = Array.from({ length: Math.min(TITLES_AT_ONCE, count - titles.length) }, make);
    await database.query(
      'insert into bench_titles select $2 + n, title from unnest($1::text[]) with ordinality as t (title, n)',
      [some, titles.length],
    );
    titles.push(...some);
  }
  return titles;
}

/** Their handles count as checked: nobody shall go and look for them while something is measured. */
async function fillPeople(database, artists) {
  await database.query(
    `insert into accounts (did, handle, handle_checked_at, pds_url, pds_checked_at, display_name)
     select '${DID}' || n, 'person' || n || '.test', now(), 'https://pds.example', now(), title
       from bench_titles where n <= $1`,
    [artists],
  );
  await database.query(
    `insert into artists (did, display_name, bio, publish_state)
     select '${DID}' || n, title, 'plays', 'published' from bench_titles where n <= $1`,
    [artists],
  );
}

async function fillTracks(database, artists) {
  await database.query(
    `insert into tracks (artist_did, title, description, duration_ms, publish_state, sync_state, rkey, uri, cid,
                         play_count, like_count, created_at, published_at)
     select '${DID}' || (1 + n % $1), title, 'A description of some length for track ' || n, 120000 + n % 240000,
            'published', 'synced', 'big' || n, 'at://${DID}' || (1 + n % $1) || '/fm.plyr.dev.track/big' || n, 'bafyreib' || n,
            1e6 / (1 + n::bigint * 7919 % 1000003), 1e5 / (1 + n::bigint * 7919 % 1000003), now() - make_interval(secs => n * 60), now()
       from bench_titles order by n`,
    [artists],
  );
  await database.query(
    `insert into audio_files (id, owner_did, sha256, bytes, container, codec, bitrate, sample_rate, channels, duration_ms,
                              loudness_lufs, extension, storage_key, bucket, state, verified_at)
     select md5('audio' || id)::uuid, artist_did, sha256(id::text::bytea), 4000000, 'mp3', 'mp3', 320000, 44100, 2,
            duration_ms, -14.2, 'mp3', 'audio/' || md5('audio' || id)::uuid || '.mp3', 'public', 'live', now()
       from tracks where rkey like 'big%'`,
  );
  await database.query(
    `insert into track_audio (track_id, audio_file_id, role)
     select id, md5('audio' || id)::uuid, 'stream' from tracks where rkey like 'big%'`,
  );
}

async function fillCollections(database, tracks, artists) {
  await database.query(
    `insert into tags (name) select 'tag ' || n from generate_series(1, 1000) n on conflict do nothing`,
  );
  await database.query(
    `insert into track_tags (track_id, tag_id) select t.id, g.id from tracks t
       join tags g on g.name in ('tag ' || 1000 / (1 + t.id % 999), 'tag ' || 1 + t.id * 7 % 40)
      where t.rkey like 'big%'`,
  );
  await database.query(
    `insert into albums (id, artist_did, title, slug, rkey, publish_state)
     select md5('album' || n)::uuid, '${DID}' || (1 + n % $1), title, 'album-' || n, 'bigalbum' || n, 'published'
       from bench_titles where n <= $2`,
    [artists, Math.ceil(tracks / 20)],
  );
  await database.query(
    `insert into album_tracks (album_id, track_id, position)
     select md5('album' || (1 + id % $1))::uuid, id, row_number() over (partition by 1 + id % $1 order by id)
       from tracks where rkey like 'big%' and id % 2 = 0`,
    [Math.ceil(tracks / 20)],
  );
}

/** Of each track about as many as its number says; by listeners who are the same people as the artists. */
async function fillLikes(database, likes, artists, tracks) {
  await database.query(
    `insert into likes (did, track_id, rkey, uri, cid, sync_state, created_at)
     select did, track_id, 'l' || n, 'at://' || did || '/fm.plyr.dev.like/l' || n, 'bafyreil', 'synced', at
       from (select distinct on (did, track_id) n, '${DID}' || (1 + (random() * ($2 - 1))::int) as did,
                    (select min(id) from tracks where rkey like 'big%') + (power(random(), 3) * ($3 - 1))::int as track_id,
                    now() - make_interval(secs => n) as at
               from generate_series(1, $1) n) chosen
     on conflict do nothing`,
    [likes, artists, tracks],
  );
}

async function fillPlays(database, plays, tracks) {
  await database.query(
    `insert into play_events (track_id, listener_key, is_counted, listened_ms, created_at)
     select (select min(id) from tracks where rkey like 'big%') + (power(random(), 3) * ($2 - 1))::int,
            decode(md5((n % 50000)::text), 'hex'), true, 60000, now() - make_interval(secs => $1 - n)
       from generate_series(1, $1) n`,
    [plays, tracks],
  );
}

/**
 * Such an import leaves work behind: words of new names are learned and popularity is copied by jobs, for minutes, and
 * the tables are swept.
 */
export async function untilAtRest(database) {
  const until = Date.now() + PATIENCE_MS;
  while (!(await isAtRest(database))) {
    if (Date.now() > until) throw new Error('the words of the titles were not learned in time');
    await sleep(5_000);
  }
  await database.query('vacuum analyze');
}

async function isAtRest(database) {
  const { rows } = await database.query(
    `select not exists (select from search_unlearned) and exists (select from search_entries where is_hot) as at_rest`,
  );
  return rows[0].at_rest;
}
