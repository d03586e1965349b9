import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import { LISTED } from '../../tracks/index.js';
import type { Kind } from '../kinds.js';

/** Something that was found and that everybody may see, with the fields of all kinds; those of others are absent. */
export interface FoundRow {
  ref: string;
  /** Now, where that is cheap to know; else null, and the kept one counts. */
  popularity: number | null;
  image_id: string | null;
  image_key: string | null;
  avatar_url?: string | null;
  id?: number | string;
  title?: string;
  name?: string;
  slug?: string;
  handle?: string;
  display_name?: string;
  track_count?: number;
}

/** From here the kept number is shown: counting is dear, and few see the difference. */
const COUNTED_TAGS = 1000;

const IMAGE = `left join images i on i.id = x.image_id and i.state in ('live', 'doomed')`;
const IMAGE_COLUMNS = 'i.id as image_id, i.storage_key as image_key';
const wanted = (type: string) =>
  `unnest($1::text[]) as wanted (ref) join lateral (select wanted.ref::${type} as key) k on true`;
const OF_ACTIVE = (did: string) => `join accounts c on c.did = ${did} and c.status = 'active'`;

/** The predicate of tracks decides, as everywhere; the index of names decides nothing. */
const STATEMENTS: Record<Kind, string> = {
  track: `
    select wanted.ref, t.id, t.title, c.handle, a.display_name, t.play_count + t.like_count as popularity, ${IMAGE_COLUMNS}
      from ${wanted('int')} join tracks t on t.id = k.key and ${LISTED}
      join artists a on a.did = t.artist_did join accounts c on c.did = t.artist_did
      left join images i on i.id = t.image_id and i.state in ('live', 'doomed')`,
  artist: `
    select wanted.ref, x.display_name, c.handle, coalesce(x.avatar_url, c.avatar_url) as avatar_url, null as popularity,
           ${IMAGE_COLUMNS}
      from ${wanted('text')} join artists x on x.did = k.key ${OF_ACTIVE('x.did')}
      left join images i on i.id = x.avatar_image_id and i.state in ('live', 'doomed')`,
  album: `
    select wanted.ref, x.id, x.title, x.slug, c.handle, a.display_name, null as popularity, ${IMAGE_COLUMNS}
      from ${wanted('uuid')} join albums x on x.id = k.key join artists a on a.did = x.artist_did ${OF_ACTIVE('x.artist_did')}
      ${IMAGE}
     where exists (select from album_tracks l join tracks t on t.id = l.track_id and ${LISTED} where l.album_id = x.id)`,
  tag: `
    select wanted.ref, x.id, x.name, n.track_count, n.track_count as popularity, null as image_id, null as image_key
      from ${wanted('int')} join tags x on x.id = k.key
      join search_entries_tag e on e.kind = 'tag' and e.ref = wanted.ref and e.facet = 'name'
      cross join lateral (
        select case when e.popularity >= ${COUNTED_TAGS} then e.popularity::int else (
          select count(*)::int from track_tags l join tracks t on t.id = l.track_id and ${LISTED} where l.tag_id = x.id
        ) end as track_count) n
     where n.track_count > 0`,
  playlist: `
    select wanted.ref, x.id, x.name, c.handle, coalesce(a.display_name, c.display_name, c.handle) as display_name,
           x.track_count, null as popularity, ${IMAGE_COLUMNS}
      from ${wanted('uuid')} join playlists x on x.id = k.key ${OF_ACTIVE('x.owner_did')}
      left join artists a on a.did = x.owner_did ${IMAGE}`,
};

/** What stands behind names that were found; reads the tables of other modules and writes none. */
@Injectable()
export class FoundItemsQueries {
  constructor(private readonly sql: Sql) {}

  /** In no order; what not everybody may see is absent. */
  visible(kind: Kind, refs: readonly string[]): Promise<FoundRow[]> {
    return refs.length === 0 ? Promise.resolve([]) : this.sql.prepared<FoundRow>(STATEMENTS[kind], [refs]);
  }
}
