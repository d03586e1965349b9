import { randomUUID } from 'node:crypto';
import type { SearchAnswer } from '../../src/modules/search/search.dto.js';
import type { World } from '../harness/world.js';

export interface PlantedTrack {
  artist?: string;
  plays?: number;
  visibility?: 'public' | 'unlisted' | 'private';
  publishState?: 'pending' | 'published';
  moderation?: string;
  hasAudio?: boolean;
}

/** A catalogue straight into the tables: what is asked here is how names are found, not how they came. */
export class Planted {
  constructor(private readonly world: World) {}

  async artist(handle: string, displayName = handle): Promise<string> {
    const did = `did:plc:${randomUUID()}`;
    await this.rows(`insert into accounts (did, handle) values ($1, $2)`, [did, handle]);
    await this.rows(`insert into artists (did, display_name, publish_state) values ($1, $2, 'published')`, [
      did,
      displayName,
    ]);
    return did;
  }

  async track(title: string, track: PlantedTrack & { artist: string }): Promise<number> {
    const rkey = randomUUID();
    const { artist, plays = 0, visibility = 'public', publishState = 'published', moderation = null } = track;
    const [row] = await this.world.database.rows<{ id: number }>(
      `insert into tracks (artist_did, title, play_count, visibility, publish_state, moderation, sync_state, rkey, uri, cid)
       values ($1, $2, $3, $4, $5, $6, 'synced', $7, 'at://' || $7::text, 'bafy') returning id`,
      [artist, title, plays, visibility, publishState, moderation, rkey],
    );
    if (!row) throw new Error('nothing was planted');
    if (track.hasAudio ?? true) await this.audio(row.id, artist);
    return row.id;
  }

  async album(artist: string, title: string, trackIds: number[]): Promise<string> {
    const id = randomUUID();
    await this.rows(
      `insert into albums (id, artist_did, title, slug, rkey) values ($1::uuid, $2, $3, $1::uuid::text, $1::uuid::text)`,
      [id, artist, title],
    );
    await this.rows(
      `insert into album_tracks (album_id, track_id, position)
       select $1, track_id, n from unnest($2::int[]) with ordinality as given (track_id, n)`,
      [id, trackIds],
    );
    return id;
  }

  async playlist(owner: string, name: string): Promise<string> {
    const id = randomUUID();
    await this.rows(
      `insert into playlists (id, owner_did, name, rkey, uri) values ($1::uuid, $2, $3, $1::uuid::text, 'at://' || $1::uuid)`,
      [id, owner, name],
    );
    return id;
  }

  async tag(trackId: number, name: string): Promise<void> {
    await this.rows(`insert into tags (name) values ($1) on conflict do nothing`, [name]);
    await this.rows(`insert into track_tags (track_id, tag_id) select $1, id from tags where name = $2`, [
      trackId,
      name,
    ]);
  }

  rows(text: string, params: unknown[]): Promise<unknown> {
    return this.world.database.rows(text, params);
  }

  private async audio(trackId: number, owner: string): Promise<void> {
    const file = randomUUID();
    await this.rows(
      `insert into audio_files (id, owner_did, sha256, bytes, container, codec, extension, storage_key, bucket, state)
       values ($1::uuid, $2, sha256('x'), 1, 'mp3', 'mp3', 'mp3', $1::uuid::text, 'public', 'live')`,
      [file, owner],
    );
    await this.rows(`insert into track_audio (track_id, audio_file_id, role) values ($1, $2, 'stream')`, [
      trackId,
      file,
    ]);
  }
}

export type Found = SearchAnswer['results'][number];

/** What a guest finds, and the names of it. */
export async function find(world: World, q: string, more = ''): Promise<SearchAnswer> {
  const answer = await world.visitor().get<SearchAnswer>(`/search/?q=${encodeURIComponent(q)}${more}`);
  if (answer.status !== 200) throw new Error(`${q}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function names(world: World, q: string, more = '&type=tracks'): Promise<string[]> {
  return (await find(world, q, more)).results.map(nameOf);
}

export function nameOf(found: Found): string {
  if (found.type === 'artist') return found.display_name;
  return 'title' in found ? found.title : found.name;
}
