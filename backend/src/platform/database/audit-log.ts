import { Injectable } from '@nestjs/common';
import { Sql } from './sql.js';
import type { Tx } from './transactions.js';

/** What must outlive the retention of logs (OBS-04); rows are never changed or removed. */
@Injectable()
export class AuditLog {
  constructor(private readonly sql: Sql) {}

  async write(entry: { event: string; subject: string; actor: string; data?: object }, tx?: Tx): Promise<void> {
    await this.sql.rows(
      'insert into audit_log (event, subject, actor, data) values ($1, $2, $3, $4)',
      [entry.event, entry.subject, entry.actor, JSON.stringify(entry.data ?? {})],
      tx,
    );
  }
}
