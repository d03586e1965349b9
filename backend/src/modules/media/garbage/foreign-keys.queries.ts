import { Injectable } from '@nestjs/common';
import { Sql } from '../../../platform/database/index.js';

@Injectable()
export class ForeignKeysQueries {
  constructor(private readonly sql: Sql) {}

  /** Every column that refers to a table, as `table.column`. */
  async to(table: string): Promise<string[]> {
    const rows = await this.sql.rows<{ name: string }>(
      `select kcu.table_name || '.' || kcu.column_name as name
         from information_schema.referential_constraints rc
         join information_schema.key_column_usage kcu
           on kcu.constraint_schema = rc.constraint_schema and kcu.constraint_name = rc.constraint_name
         join information_schema.table_constraints target
           on target.constraint_schema = rc.unique_constraint_schema and target.constraint_name = rc.unique_constraint_name
        where target.table_name = $1
        order by 1`,
      [table],
    );
    return rows.map(({ name }) => name);
  }
}
