import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';

/** A record that the index has a row of. */
export interface IndexedRecord {
  uri: string;
  cid: string;
  /** Of a row that can be compared with its record: its table and key as the outbox names them; else null. */
  table: string;
  key: string | null;
  /** This version was written here, for somebody for whom we may still write. */
  isOurs: boolean;
  /** The cid of the blob that the track came with, when it came by one. */
  blob: string | null;
}

/** Every table that mirrors records; only versions that the network confirmed. `$2` is the collection of profiles. */
const RECORDS = `
  select uri, cid, 'tracks' as tbl, case when source = 'local' and sync_state = 'synced' then id::text end as key,
         artist_did as did,
         (select substr(w.address, 6) from wanted_media w
           where w.track_id = tracks.id and w.part = 'audio' and w.state = 'here' and w.address like 'blob:%') as blob
    from tracks where cid is not null and deleted_at is null
  union all select uri, cid, 'likes', null, did, null from likes where cid is not null
  union all select uri, cid, 'comments', case when source = 'local' and sync_state = 'synced' then id::text end, did, null
              from comments where cid is not null
  union all select uri, cid, 'playlists', case when publish_state = 'published' then id::text end, owner_did, null
              from playlists where cid is not null
  union all select uri, cid, 'albums', case when publish_state = 'published' then id::text end, artist_did, null
              from albums where cid is not null
  union all select uri, cid, 'liked_lists', case when publish_state = 'published' then did end, did, null
              from liked_lists where cid is not null
  union all select 'at://' || did || '/' || $2 || '/' || record_rkey, record_cid, 'artists',
                   case when source = 'local' and publish_state = 'published' then did end, did, null
              from artists where record_cid is not null`;

/** What the index knows of somebody's records; it reads the tables of other modules and writes none. */
@Injectable()
export class IndexedRecordsQueries {
  constructor(private readonly sql: Sql) {}

  /** What waits to be taken in, of somebody's records; but not behind our own writes. */
  async parked(did: string): Promise<string[]> {
    const rows = await this.sql.rows<{ uri: string }>(
      `select uri from parked_records p
        where starts_with(uri, 'at://' || $1 || '/') and not exists (
          select from pds_outbox o where o.did = $1 and o.state in ('pending', 'sending')
             and p.uri = 'at://' || o.did || '/' || o.collection || '/' || o.rkey)`,
      [did],
    );
    return rows.map(({ uri }) => uri);
  }

  /** Those that will not change by what is still in the outbox. */
  of(did: string, profiles: string): Promise<IndexedRecord[]> {
    return this.sql.rows(
      `with written as materialized (
         select 'at://' || did || '/' || collection || '/' || rkey as uri, cid from pds_outbox
          where did = $1 and op = 'put' and state = 'done' and cid is not null
            and exists (select from oauth_grants g where g.did = $1 and g.dead_at is null)
       )
       select uri, cid, tbl as "table", key, blob, (uri, cid) in (select uri, cid from written) as "isOurs"
         from (${RECORDS}) r
        where did = $1 and not exists (
          select from pds_outbox o where o.did = $1 and o.state in ('pending', 'sending')
             and r.uri = 'at://' || o.did || '/' || o.collection || '/' || o.rkey)`,
      [did, profiles],
    );
  }
}
