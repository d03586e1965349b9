import { randomBytes, randomUUID } from 'node:crypto';
import { DiscoveryService } from '../../src/modules/tracks/discovery.service.js';
import type { Person } from '../harness/person.js';
import type { World } from '../harness/world.js';

export interface Shelved {
  title?: string;
  visibility?: 'public' | 'unlisted' | 'private';
  publish_state?: 'pending' | 'published' | 'failed';
  moderation?: 'exclude' | 'takedown';
  cid?: string | null;
  created_at?: string;
  play_count?: number;
  is_deleted?: boolean;
  audio?: 'live' | 'doomed' | 'none';
  tags?: string[];
}

/** Of no record; but a strong reference may hold it. */
const CID = 'bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a';

/** Puts a track straight into the tables, for stories about many tracks or about states that take long to reach. */
export async function shelve(world: World, artist: Person, track: Shelved = {}): Promise<number> {
  const rkey = `3${randomBytes(6)
    .toString('hex')
    .replaceAll(/[0189]/g, 'a')}`;
  const { title = 'a song', visibility = 'public', publish_state = 'published' } = track;
  const cid = track.cid === undefined ? CID : track.cid;
  const row = await world.database.one<{ id: number }>(
    `insert into tracks (artist_did, title, visibility, publish_state, sync_state, moderation, rkey, uri, cid, play_count,
                         created_at, published_at, deleted_at)
     values ($1, $2, $3, $4, 'synced', $5, $6, $7, $8, $9, coalesce($10, now()), now(), case when $11 then now() end)
     returning id`,
    [
      artist.did,
      title,
      visibility,
      publish_state,
      track.moderation ?? null,
      rkey,
      `at://${artist.did}/${world.pds.nsid('track')}/${rkey}`,
      cid,
      track.play_count ?? 0,
      track.created_at ?? null,
      track.is_deleted ?? false,
    ],
  );
  const id = row?.id ?? 0;
  if (track.audio !== 'none') await giveAudio(world, artist, id, track);
  for (const name of track.tags ?? []) await tag(world, id, name);
  // Nobody told of it, as a publication does.
  world.get(DiscoveryService).forget();
  return id;
}

async function giveAudio(world: World, artist: Person, id: number, { visibility, audio = 'live' }: Shelved) {
  const fileId = randomUUID();
  const bucket = visibility === 'private' ? 'private' : 'public';
  const key = `${bucket === 'private' ? 'private/' : ''}audio/${fileId}.mp3`;
  await world.database.rows(
    `insert into audio_files (id, owner_did, sha256, bytes, container, codec, extension, storage_key, bucket, state)
     values ($1, $2, $3, 1000, 'mp3', 'mp3', 'mp3', $4, $5, $6)`,
    [fileId, artist.did, randomBytes(32), key, bucket, audio],
  );
  await world.database.rows(`insert into track_audio (track_id, audio_file_id, role) values ($1, $2, 'stream')`, [
    id,
    fileId,
  ]);
}

async function tag(world: World, trackId: number, name: string): Promise<void> {
  await world.database.rows(`insert into tags (name) values ($1) on conflict do nothing`, [name]);
  await world.database.rows(`insert into track_tags (track_id, tag_id) select $1, id from tags where name = $2`, [
    trackId,
    name,
  ]);
}
