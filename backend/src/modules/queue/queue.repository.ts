import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Sql, type Tx } from '../../platform/database/index.js';
import type { QueueState } from './queue.rules.js';
import { QueueRow } from './queue-state.entity.js';

@Injectable()
export class QueueRepository {
  constructor(
    @InjectRepository(QueueRow) private readonly rows: Repository<QueueRow>,
    private readonly sql: Sql,
  ) {}

  find(did: string): Promise<QueueRow | null> {
    return this.rows.findOneBy({ did });
  }

  /** The row for one who is going to write it. */
  lock(tx: Tx, did: string): Promise<QueueRow | null> {
    return tx.getRepository(QueueRow).findOne({ where: { did }, lock: { mode: 'pessimistic_write' } });
  }

  /** Writes over `expected` (0: no row yet) and answers the new revision; undefined when somebody else was first. */
  async save(tx: Tx, did: string, state: QueueState, expected: number): Promise<number | undefined> {
    const row = await this.sql.one<{ revision: number }>(
      `insert into queue_states as q (did, entries, current_entry_id, progress_ms, repeat_mode, shuffle,
                                      original_entry_ids, auto_advance, context)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (did) do update set
         entries = excluded.entries, current_entry_id = excluded.current_entry_id, progress_ms = excluded.progress_ms,
         repeat_mode = excluded.repeat_mode, shuffle = excluded.shuffle,
         original_entry_ids = excluded.original_entry_ids, auto_advance = excluded.auto_advance,
         context = excluded.context, revision = q.revision + 1, updated_at = now()
       where q.revision = $10
       returning revision`,
      [
        did,
        JSON.stringify(state.entries),
        state.currentEntryId,
        state.progressMs,
        state.repeatMode,
        state.shuffle,
        JSON.stringify(state.originalEntryIds),
        state.autoAdvance,
        state.context && JSON.stringify(state.context),
        expected,
      ],
      tx,
    );
    return row?.revision;
  }

  async remove(did: string): Promise<void> {
    await this.rows.delete({ did });
  }
}
