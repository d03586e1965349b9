import type { Sql, Tx } from '../../../platform/database/index.js';
import type { Collection } from '../lexicon/collections.rules.js';

/** Records of one person that stand at other addresses from now on, under the same keys (AUTH-15). */
export interface Readdressed {
  did: string;
  collection: Collection;
  /** What comes before the key in their former addresses. */
  from: string;
  to: string;
  /** Those whose records move now. */
  rkeys: readonly string[];
}

/**
 * Gives rows of a table with `uri`, `cid` and `rkey` their new addresses: those of these keys, and those that have no
 * record which would have to move before them. `owner` is the column of the DID.
 */
export async function readdress(
  sql: Sql,
  tx: Tx,
  { table, owner }: { table: string; owner: string },
  { did, from, to, rkeys }: Readdressed,
): Promise<void> {
  await sql.rows(
    `update ${table} set uri = $2 || rkey
      where ${owner} = $4 and starts_with(uri, $1) and (rkey = any($3::text[]) or cid is null)
        and not exists (select from ${table} other where other.uri = $2 || ${table}.rkey)`,
    [from, to, rkeys, did],
    tx,
  );
}
