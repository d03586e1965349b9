import { Injectable } from '@nestjs/common';
import { Sql, type Tx } from '../../../../platform/database/index.js';

/** How far each stream was read (ING-02). */
@Injectable()
export class CursorsRepository {
  constructor(private readonly sql: Sql) {}

  async find(stream: string): Promise<number | undefined> {
    const row = await this.sql.one<{ cursor: number }>('select cursor from ingest_cursors where stream = $1', [stream]);
    return row?.cursor;
  }

  /** Moves it on, never back: what is heard again after a reconnection was taken before. */
  async advance(stream: string, cursor: number, tx?: Tx): Promise<void> {
    await this.sql.rows(
      `insert into ingest_cursors as known (stream, cursor) values ($1, $2)
       on conflict (stream) do update set cursor = greatest(known.cursor, excluded.cursor), updated_at = now()`,
      [stream, cursor],
      tx,
    );
  }

  async forget(stream: string): Promise<void> {
    await this.sql.rows('delete from ingest_cursors where stream = $1', [stream]);
  }
}
