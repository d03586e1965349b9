import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../platform/database/index.js';

/** The newest thing that we wrote, or will write, to a record. */
export interface OwnWrite {
  uri: string;
  id: number;
  op: 'put' | 'delete';
  isOpen: boolean;
  /** The network has told of it. */
  isConfirmed: boolean;
  doneAt: Date | null;
}

/** What the outbox knows of records that the network tells of: echoes of ours, and what we are about to overwrite. */
@Injectable()
export class EchoesRepository {
  constructor(private readonly sql: Sql) {}

  /** Our newest write to each of these records, as far as it is remembered (30 days). */
  async ownWrites(tx: Tx, records: readonly Place[]): Promise<Map<string, OwnWrite>> {
    const rows = await this.sql.rows<OwnWrite>(
      `select r.uri, e.id, e.op, e.state <> 'done' as "isOpen", e.confirmed_at is not null as "isConfirmed",
              e.done_at as "doneAt"
       from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as r (uri, did, collection, rkey)
       cross join lateral (
         select id, op, state, confirmed_at, done_at from pds_outbox
         where did = r.did and collection = r.collection and rkey = r.rkey and state in ('pending', 'sending', 'done')
         order by id desc limit 1
       ) e`,
      columns(records),
      tx,
    );
    return new Map(rows.map((row) => [row.uri, row]));
  }

  /**
   * CON-09: the network told of these versions. A put that is done is confirmed by its cid; one that is on its way
   * remembers the cid, and compares when it hears what it wrote.
   */
  async confirmPuts(tx: Tx, seen: readonly (Place & { cid: string })[]): Promise<void> {
    if (seen.length === 0) return;
    await this.sql.rows(
      `update pds_outbox e set confirmed_at = now(), cid = r.cid
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as r (uri, did, collection, rkey, cid)
       where e.did = r.did and e.collection = r.collection and e.rkey = r.rkey and e.op = 'put'
         and (e.state = 'done' and e.confirmed_at is null and e.cid = r.cid or e.state = 'sending')`,
      [...columns(seen), seen.map(({ cid }) => cid)],
      tx,
    );
  }

  async confirmDeletes(tx: Tx, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await this.sql.rows(
      `update pds_outbox set confirmed_at = now() where id = any($1) and state in ('sending', 'done') and confirmed_at is null`,
      [ids],
      tx,
    );
  }
}

interface Place {
  uri: string;
  did: string;
  collection: string;
  rkey: string;
}

function columns(records: readonly Place[]): string[][] {
  return [
    records.map(({ uri }) => uri),
    records.map(({ did }) => did),
    records.map(({ collection }) => collection),
    records.map(({ rkey }) => rkey),
  ];
}
