import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';

/** A record that the index has a row of. */
export interface IndexedRecord {
  uri: string;
  cid: string;
}

/** Every table that mirrors records, as uri, cid and whose it is; only versions that the network confirmed. */
const RECORDS = `
  select uri, cid, artist_did as did from tracks where cid is not null and deleted_at is null
  union all select uri, cid, did from likes where cid is not null
  union all select uri, cid, did from comments where cid is not null
  union all select uri, cid, owner_did from playlists where cid is not null
  union all select uri, cid, artist_did from albums where cid is not null
  union all select uri, cid, did from liked_lists where cid is not null
  union all select 'at://' || did || '/' || $2 || '/' || record_rkey, record_cid, did from artists
             where record_cid is not null`;

/** What the index knows of somebody's records; it reads the tables of other modules and writes none. */
@Injectable()
export class IndexedRecordsQueries {
  constructor(private readonly sql: Sql) {}

  /** Those whose repository will not change by what is still in the outbox. `profiles` is the collection of profiles. */
  of(did: string, profiles: string): Promise<IndexedRecord[]> {
    return this.sql.rows(
      `select uri, cid from (${RECORDS}) r
        where did = $1 and not exists (
          select from pds_outbox o where o.did = $1 and o.state in ('pending', 'sending')
             and r.uri = 'at://' || o.did || '/' || o.collection || '/' || o.rkey)`,
      [did, profiles],
    );
  }
}
