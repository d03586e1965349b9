import { Injectable } from '@nestjs/common';
import { Sql, Transactions } from '../../../platform/database/index.js';
import type { Check, Fault } from './fault.js';
import { ROW_RULES, type RowRule } from './row-rules.js';
import { WORK_RULES } from './work-rules.js';

/** Enough to see what is going on; the rest of the same kind is the same. */
const MOST_OF_A_KIND = 200;

/** Checks what the database can tell alone; it reads the tables of other modules and writes none. */
@Injectable()
export class RowsCheck implements Check {
  constructor(
    private readonly sql: Sql,
    private readonly transactions: Transactions,
  ) {}

  async *find(): AsyncGenerator<Fault> {
    for (const rule of [...ROW_RULES, ...WORK_RULES]) yield* await this.broken(rule);
    yield* await this.leftOfDeleted();
  }

  private async broken({ invariant, what, sql }: RowRule): Promise<Fault[]> {
    const rows = await this.patiently<{ subject: string }>(sql);
    return rows.map(({ subject }) => ({ invariant, subject, what }));
  }

  /** I9: the account row itself may stay where moderation refers to it; then it holds the DID alone. */
  private async leftOfDeleted(): Promise<Fault[]> {
    const columns = await this.sql.rows<{ place: string; sql: string }>(
      `select c.table_name || '.' || c.column_name as place,
              format('select %I as did from %I', c.column_name, c.table_name) as sql
         from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> 'accounts'
          and c.data_type = 'text' and (c.column_name = 'did' or c.column_name like '%\\_did')`,
    );
    const faults: Fault[] = [];
    for (const { place, sql } of columns) {
      const left = await this.patiently<{ subject: string }>(
        `select distinct did as subject from (${sql}) x
          where did in (select subject from audit_log where event = 'account.deleted')`,
      );
      for (const { subject } of left)
        faults.push({ invariant: 'I9', subject, what: `a deleted account is still in ${place}` });
    }
    return faults;
  }

  /** Whole tables are counted here, which takes longer than a page may. */
  private patiently<T>(sql: string): Promise<T[]> {
    return this.transactions.run(async (tx) => {
      await this.sql.rows(`set local statement_timeout = '15min'`, [], tx);
      await this.sql.rows('set transaction read only', [], tx);
      return this.sql.rows<T>(`${sql} limit ${MOST_OF_A_KIND}`, [], tx);
    });
  }
}
