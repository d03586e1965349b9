import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { Tx } from './transactions.js';

/** Each is kept by every connection of the pool, with its plan: what comes later is planned each time. */
const MOST_PREPARED = 64;

/** SQL as text, for the hot reads in `*.queries.ts`; goes through the same pool. */
@Injectable()
export class Sql {
  private readonly names = new Map<string, string>();

  constructor(private readonly source: DataSource) {}

  rows<T>(text: string, params: unknown[] = [], tx?: Tx): Promise<T[]> {
    return (tx ?? this.source).query(text, params);
  }

  async one<T>(text: string, params: unknown[] = [], tx?: Tx): Promise<T | undefined> {
    return (await this.rows<T>(text, params, tx))[0];
  }

  /**
   * As {@link rows}, but the database keeps the plan of the statement for each connection: for hot reads that take as
   * long to plan as to run. Only for texts of which there are few; what varies goes into parameters.
   */
  async prepared<T>(text: string, params: unknown[] = []): Promise<T[]> {
    const { master } = this.source.driver as unknown as { master: Pool };
    const name = this.nameOf(text);
    const { rows } = await master.query({ ...(name ? { name } : {}), text, values: params });
    return rows as T[];
  }

  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known || this.names.size >= MOST_PREPARED) return known;
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
    this.names.set(text, name);
    return name;
  }
}
