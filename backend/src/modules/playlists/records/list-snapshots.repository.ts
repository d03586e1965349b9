import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';

/** Which list: its table, and its key there. */
export interface ListSubject {
  table: string;
  key: string;
}

@Injectable()
export class ListSnapshotsRepository {
  constructor(private readonly sql: Sql) {}

  async members({ table, key }: ListSubject, tx?: Tx): Promise<Set<string>> {
    const row = await this.sql.one<{ members: string[] }>(
      'select members from list_snapshots where subject_table = $1 and subject_key = $2',
      [table, key],
      tx,
    );
    return new Set(row?.members);
  }

  async save({ table, key }: ListSubject, did: string, members: Iterable<string>, tx?: Tx): Promise<void> {
    await this.sql.rows(
      `insert into list_snapshots (subject_table, subject_key, did, members) values ($1, $2, $3, $4)
       on conflict (subject_table, subject_key) do update set members = excluded.members`,
      [table, key, did, [...members]],
      tx,
    );
  }

  async keepOnly({ table, key }: ListSubject, uris: readonly string[]): Promise<void> {
    await this.sql.rows(
      `update list_snapshots set members = array(select uri from unnest(members) as x (uri) where uri = any($3))
        where subject_table = $1 and subject_key = $2`,
      [table, key, uris],
    );
  }

  async forget({ table, key }: ListSubject): Promise<void> {
    await this.sql.rows('delete from list_snapshots where subject_table = $1 and subject_key = $2', [table, key]);
  }
}
