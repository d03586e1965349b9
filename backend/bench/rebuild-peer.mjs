const BATCH = 1_000;

/** What each collection costs when nothing is judged: rows for its records, written over what is there. */
const UPSERTS = {
  'fm.plyr.dev.track': `
    insert into tracks (artist_did, title, duration_ms, rkey, uri, cid, rev, source, publish_state, sync_state, created_at)
    select split_part(uri, '/', 3), value ->> 'title', (value ->> 'duration')::int * 1000, split_part(uri, '/', 5), uri, 'c', '3',
           'network', 'pending', 'synced', (value ->> 'createdAt')::timestamptz
      from jsonb_to_recordset($1::jsonb) as r (uri text, value jsonb)
    on conflict (uri) do update set title = excluded.title, duration_ms = excluded.duration_ms, cid = excluded.cid, rev = excluded.rev`,
  'fm.plyr.dev.like': `
    insert into likes (did, track_id, rkey, uri, cid, rev, source, sync_state, created_at)
    select split_part(r.uri, '/', 3), t.id, split_part(r.uri, '/', 5), r.uri, 'c', '3', 'network', 'synced', (value ->> 'createdAt')::timestamptz
      from jsonb_to_recordset($1::jsonb) as r (uri text, value jsonb) join tracks t on t.uri = value #>> '{subject,uri}'
    on conflict do nothing`,
  'fm.plyr.dev.comment': `
    insert into comments (did, track_id, text, timestamp_ms, rkey, uri, cid, rev, source, sync_state, created_at)
    select split_part(r.uri, '/', 3), t.id, value ->> 'text', (value ->> 'timestampMs')::int, split_part(r.uri, '/', 5), r.uri, 'c', '3',
           'network', 'synced', (value ->> 'createdAt')::timestamptz
      from jsonb_to_recordset($1::jsonb) as r (uri text, value jsonb) join tracks t on t.uri = value #>> '{subject,uri}'
    on conflict (uri) do update set text = excluded.text, cid = excluded.cid, rev = excluded.rev`,
  'fm.plyr.dev.list': `
    insert into playlists (id, owner_did, name, rkey, uri, cid, rev, source, publish_state, created_at)
    select gen_random_uuid(), split_part(uri, '/', 3), value ->> 'name', split_part(uri, '/', 5), uri, 'c', '3', 'network', 'published',
           (value ->> 'createdAt')::timestamptz
      from jsonb_to_recordset($1::jsonb) as r (uri text, value jsonb)
    on conflict (uri) do update set name = excluded.name, cid = excluded.cid, rev = excluded.rev`,
};

/** Rows per second into the same tables with the same indexes; people are there before. */
export async function upsertAlone(database, records) {
  const dids = [...new Set(records.map(({ uri }) => uri.split('/')[2]))];
  await database.query(`insert into accounts (did, handle) select did, 'handle.invalid' from unnest($1::text[]) did`, [
    dids,
  ]);
  await database.query(`insert into artists (did, display_name) select did, 'somebody' from unnest($1::text[]) did`, [
    dids,
  ]);
  const startedAt = performance.now();
  let written = 0;
  for (const [collection, statement] of Object.entries(UPSERTS)) {
    const some = records.filter((record) => record.collection === collection);
    for (let at = 0; at < some.length; at += BATCH) {
      const batch = some.slice(at, at + BATCH);
      await database.query(statement, [JSON.stringify(batch)]);
      written += batch.length;
    }
  }
  return written / ((performance.now() - startedAt) / 1000);
}
