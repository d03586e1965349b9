import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';
import type { Referenced } from '../garbage/reference-counters.js';

/** A row of the inventory whose bytes should be there. */
export interface InventoryItem {
  id: string;
  storageKey: string;
  bytes: number;
  state: 'live' | 'missing';
}

const TABLES = { audio: 'audio_files', image: 'images' } as const;

/** What should lie in the storage, as the rows have it. */
@Injectable()
export class InventoryRepository {
  constructor(private readonly sql: Sql) {}

  /** The next rows in the order of their ids. */
  page(kind: Referenced, after: string, limit: number): Promise<InventoryItem[]> {
    return this.sql.rows(
      `select id, storage_key as "storageKey", bytes, state from ${TABLES[kind]}
        where state in ('live', 'missing') and id > $1 order by id limit $2`,
      [after, limit],
    );
  }

  /** Whether a row says, in a state in which it should have its bytes, that this object is its own. */
  async claimed(keys: readonly string[]): Promise<Set<string>> {
    const rows = await this.sql.rows<{ key: string }>(
      `select storage_key as key from audio_files where storage_key = any($1) and state <> 'gone'
       union all
       select x.key from images i cross join lateral (
         select i.storage_key as key union all select value from jsonb_each_text(i.variants)) x
        where i.id = any($2::uuid[]) and i.state <> 'gone'
       union all
       select storage_key from staged_uploads where storage_key = any($1)`,
      [keys, [...new Set(keys.flatMap(imageIds))]],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** The state of those that are still in the other one; answers how many changed. */
  async mark(kind: Referenced, ids: readonly string[], state: 'live' | 'missing'): Promise<number> {
    const rows = await this.sql.rows<{ id: string }>(
      `with marked as (update ${TABLES[kind]} set state = $2 where id = any($1) and state = $3 returning id)
       select id from marked`,
      [ids, state, state === 'live' ? 'missing' : 'live'],
    );
    return rows.length;
  }
}

/** A variant belongs to the row of its picture. */
function imageIds(key: string): string[] {
  const id = /^images\/([0-9a-f-]{36})/.exec(key)?.[1];
  return id ? [id] : [];
}
