import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Tx } from './transactions.js';

/** SQL as text, for the hot reads in `*.queries.ts`; goes through the same pool. */
@Injectable()
export class Sql {
  constructor(private readonly source: DataSource) {}

  rows<T>(text: string, params: unknown[] = [], tx?: Tx): Promise<T[]> {
    return (tx ?? this.source).query(text, params);
  }

  async one<T>(text: string, params: unknown[] = [], tx?: Tx): Promise<T | undefined> {
    return (await this.rows<T>(text, params, tx))[0];
  }
}
