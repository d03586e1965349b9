import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/index.js';
import { shownTo } from '../tracks/index.js';

export interface TrackLine {
  id: number;
  title: string;
  description: string | null;
  artist: string;
  image_id: string | null;
  file_id: string | null;
}

export interface PersonLine {
  did: string;
  handle: string;
  display_name: string | null;
  avatar_url: string | null;
}

export interface ArtistLine extends PersonLine {
  display_name: string;
  bio: string | null;
}

/** `$1` is a handle that the account has, or had. */
const NAMED = `c.status = 'active' and (lower(c.handle) = lower($1)
    or c.did in (select did from account_handles where lower(handle) = lower($1)))
  order by lower(c.handle) = lower($1) desc limit 1`;

/** What the heads of pages about tracks and people say, read from the tables of others. */
@Injectable()
export class PreviewsQueries {
  constructor(private readonly sql: Sql) {}

  /** A track that everyone who has its link may see. */
  track(id: number): Promise<TrackLine | undefined> {
    return this.sql.one(
      `select t.id, t.title, t.description, a.display_name as artist, t.image_id, s.audio_file_id as file_id
         from tracks t
         join artists a on a.did = t.artist_did
         left join track_audio s on s.track_id = t.id and s.role = 'stream' and s.is_current
        where t.id = $1 and ${shownTo('null')}`,
      [id],
    );
  }

  /** An artist by present or former handle. */
  artist(handle: string): Promise<ArtistLine | undefined> {
    return this.sql.one(
      `select a.did, c.handle, a.display_name, a.bio, coalesce(a.avatar_url, c.avatar_url) as avatar_url
         from accounts c join artists a on a.did = c.did where ${NAMED}`,
      [handle],
    );
  }

  /** Anybody, by present or former handle. */
  person(handle: string): Promise<PersonLine | undefined> {
    return this.sql.one(`select c.did, c.handle, c.display_name, c.avatar_url from accounts c where ${NAMED}`, [
      handle,
    ]);
  }
}
