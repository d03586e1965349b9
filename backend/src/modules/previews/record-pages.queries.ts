import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/index.js';
import { onArtistList, shownTo } from '../tracks/index.js';
import type { ShownPage } from './page-address.rules.js';

const SHOWN = shownTo('$3');
const OWNER = `join accounts c on (c.status = 'active' or c.did = $3) and c.did`;

/** Of every record that has a page; likes and comments are shown with their track. `$1` is the address, `$3` the viewer. */
const PAGES = `
  select 'track' as type, t.id::text as name, null as handle, null as slug from tracks t where t.uri = $1 and ${SHOWN}
  union all
  select 'track', t.id::text, null, null from likes l join tracks t on t.id = l.track_id where l.uri = $1 and ${SHOWN}
  union all
  select 'track', t.id::text, null, null from comments l join tracks t on t.id = l.track_id where l.uri = $1 and ${SHOWN}
  union all
  select 'playlist', p.id::text, null, null from playlists p ${OWNER} = p.owner_did where p.uri = $1
  union all
  select 'liked', c.handle, null, null from liked_lists p ${OWNER} = p.did where p.uri = $1
  union all
  select 'album', null, c.handle, b.slug from albums b ${OWNER} = b.artist_did
   where b.uri = $1 and (b.artist_did = $3 or exists (
     select from album_tracks x join tracks t on t.id = x.track_id where x.album_id = b.id and ${onArtistList('$3')}))
  union all
  select 'artist', c.handle, null, null from artists a ${OWNER} = a.did
   where a.did = split_part($1, '/', 3) and $1 in ('at://' || a.did, 'at://' || a.did || '/' || $2)`;

/** Which page shows a record, read from the tables of others (TRK-14). */
@Injectable()
export class RecordPagesQueries {
  constructor(private readonly sql: Sql) {}

  /** `profile` is collection and key of profile records; the viewer is a DID, or null for guests. */
  find(uri: string, { profile, viewer }: { profile: string; viewer: string | null }): Promise<ShownPage | undefined> {
    return this.sql.one(`${PAGES} limit 1`, [uri, profile, viewer]);
  }
}
