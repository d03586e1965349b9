import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../platform/database/index.js';
import { readdress, type Readdressed } from '../atproto/index.js';

/** What is known of the list record of an album. */
export interface AlbumListRow {
  id: string;
  did: string;
  rkey: string;
  uri: string | null;
  cid: string | null;
  rev: string | null;
}

const ROW = 'id, artist_did as did, rkey, uri, cid, rev';

/** Albums by their list records, any number in one statement. */
@Injectable()
export class AlbumListsRepository {
  constructor(private readonly sql: Sql) {}

  /** Also those whose record is not written yet; their key is chosen. */
  known(tx: Tx, places: readonly { did: string; rkey: string }[]): Promise<AlbumListRow[]> {
    return this.sql.rows(
      `select ${ROW} from albums
        where (artist_did, rkey) in (select * from unnest($1::text[], $2::text[]))`,
      [places.map(({ did }) => did), places.map(({ rkey }) => rkey)],
      tx,
    );
  }

  /** Locked until the end of the transaction, always in the same order. */
  lock(tx: Tx, ids: readonly string[]): Promise<AlbumListRow[]> {
    return this.sql.rows(`select ${ROW} from albums where id = any($1::uuid[]) order by id for update`, [ids], tx);
  }

  /** An album whose title begins so: records have less room for names than albums for titles. */
  async findByBeginning(tx: Tx, did: string, name: string): Promise<string | undefined> {
    const row = await this.sql.one<{ id: string }>(
      `select id from albums where artist_did = $1 and starts_with(title, $2) and uri is null
        order by length(title), created_at limit 1`,
      [did, name],
      tx,
    );
    return row?.id;
  }

  /** The album has its record there, and is as old as that says. Which version is known, the stamp says. */
  async claim(tx: Tx, id: string, record: { uri: string; rkey: string; createdAt: string }): Promise<void> {
    await this.sql.rows(
      `update albums set uri = $2, rkey = $3, created_at = $4 where id = $1`,
      [id, record.uri, record.rkey, record.createdAt],
      tx,
    );
  }

  readdress(tx: Tx, moved: Readdressed): Promise<void> {
    return readdress(this.sql, tx, { table: 'albums', owner: 'artist_did' }, moved);
  }

  /** This version of its record is known now; null when it has none any more. */
  async stamp(tx: Tx, id: string, record: { uri: string; cid: string; rev: string } | null): Promise<void> {
    await this.sql.rows(
      `update albums set uri = $2, cid = $3, rev = $4, publish_state = $5 where id = $1`,
      [id, record?.uri ?? null, record?.cid ?? null, record?.rev ?? null, record ? 'published' : 'pending'],
      tx,
    );
  }
}
