import { check, cidForCbor } from '@atproto/common';
import * as plc from '@did-plc/lib';
import Database from 'better-sqlite3';
import { CID } from 'multiformats/cid';

/**
 * The append-only log of a did:plc directory, in one SQLite file.
 * Operations pass the directory's own rules (signatures, chain, 72 h recovery window) before they are stored.
 */
export class PlcLog {
  #db;
  #writes = Promise.resolve();

  /** @param {string} file path of the database */
  constructor(file) {
    this.#db = new Database(file);
    this.#db.pragma('journal_mode = WAL');
    this.#db.exec(`
      create table if not exists operations (
        seq integer primary key,
        did text not null,
        cid text not null,
        operation text not null,
        nullified integer not null default 0,
        created_at text not null
      );
      create index if not exists operations_did on operations (did, seq);
    `);
  }

  /** Every operation of a DID, oldest first; those a recovery made void only when asked for. */
  operations(did, { nullified = false } = {}) {
    const rows = this.#db.prepare('select * from operations where did = ? order by seq').all(did);
    return rows.filter((row) => nullified || !row.nullified).map(indexed);
  }

  /** The valid chain of a DID with old-style creations written in today's form. */
  chain(did) {
    return this.operations(did).map(({ operation }) =>
      check.is(operation, plc.def.createOpV1) ? plc.normalizeOp(operation) : operation,
    );
  }

  /** A page of the whole log, as the directory's export gives it. */
  exported(after, limit) {
    const rows = this.#db
      .prepare('select * from operations where created_at > ? order by seq limit ?')
      .all(after, limit);
    return rows.map(indexed);
  }

  /** Appends one operation; operations are checked and stored one after the other. */
  append(did, operation) {
    const write = this.#writes.then(() => this.#append(did, operation));
    this.#writes = write.catch(() => {});
    return write;
  }

  async #append(did, operation) {
    const { nullified } = await plc.assureValidNextOp(did, this.operations(did, { nullified: true }), operation);
    const cid = await cidForCbor(operation);
    this.#db.transaction(() => {
      for (const void_ of nullified) {
        this.#db.prepare('update operations set nullified = 1 where did = ? and cid = ?').run(did, void_.toString());
      }
      this.#db
        .prepare('insert into operations (did, cid, operation, created_at) values (?, ?, ?, ?)')
        .run(did, cid.toString(), JSON.stringify(operation), new Date().toISOString());
    })();
  }

  close() {
    this.#db.close();
  }
}

function indexed(row) {
  return {
    did: row.did,
    operation: JSON.parse(row.operation),
    cid: CID.parse(row.cid),
    nullified: Boolean(row.nullified),
    createdAt: new Date(row.created_at),
  };
}
