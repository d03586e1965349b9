import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, MoreThan, Not, type Repository } from 'typeorm';
import { Sql, type Tx } from '../../../platform/database/index.js';
import { Session } from './session.entity.js';

@Injectable()
export class SessionsRepository {
  constructor(
    @InjectRepository(Session) private readonly rows: Repository<Session>,
    private readonly sql: Sql,
  ) {}

  async add(tx: Tx, session: Omit<Session, 'createdAt' | 'lastUsedAt' | 'name'>): Promise<void> {
    await tx.insert(Session, session);
  }

  find(idHash: Buffer): Promise<Session | null> {
    return this.rows.findOneBy({ idHash });
  }

  /** Says that the session is in use, at most once a minute. */
  async touch(idHash: Buffer): Promise<void> {
    await this.sql.rows(
      `update sessions set last_used_at = now() where id_hash = $1 and last_used_at < now() - interval '1 minute'`,
      [idHash],
    );
  }

  /** Removes one session; answers what it was. */
  end(idHash: Buffer, tx: Tx): Promise<Pick<Session, 'did' | 'kind'> | undefined> {
    return this.sql.one(
      `with ended as (delete from sessions where id_hash = $1 returning did, kind) select did, kind from ended`,
      [idHash],
      tx,
    );
  }

  async hasBrowsers(did: string, tx?: Tx): Promise<boolean> {
    const living = await this.sql.one(
      `select 1 from sessions where did = $1 and kind = 'browser' and expires_at > now() limit 1`,
      [did],
      tx,
    );
    return living !== undefined;
  }

  /** Those of the DIDs in whose name no browser is signed in. */
  async withoutBrowsers(dids: string[]): Promise<string[]> {
    const rows = await this.rows.find({
      select: { did: true },
      where: { did: In(dids), kind: 'browser', expiresAt: MoreThan(new Date()) },
    });
    const present = new Set(rows.map(({ did }) => did));
    return dids.filter((did) => !present.has(did));
  }

  /** Who else is signed in in the same browser, in the order in which they came. */
  async othersInGroup(groupId: string, did: string): Promise<string[]> {
    const where = { groupId, did: Not(did), kind: 'browser' as const, expiresAt: MoreThan(new Date()) };
    const rows = await this.rows.find({ select: { did: true }, where, order: { createdAt: 'ASC' } });
    return [...new Set(rows.map((row) => row.did))];
  }

  /** Removes sessions that have run out, and those whose hand-over token was never used. */
  async purge(): Promise<void> {
    await this.sql.rows(`delete from sessions where expires_at < now()`);
    await this.sql.rows(
      `delete from sessions where id_hash in
         (select session_id_hash from exchange_tokens where used_at is null and expires_at < now())`,
    );
  }

  async removeAll(did: string): Promise<void> {
    await this.rows.delete({ did });
  }
}
