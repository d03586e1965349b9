import { Injectable } from '@nestjs/common';
import { Sql } from '../../platform/database/index.js';
import { JobQueue } from '../../platform/queue/index.js';
import { Storage } from '../media/index.js';
import type { ReadinessView } from './health.dto.js';

const PATIENCE_MS = 3_000;

/** Really asks what the process depends on (P-DB-04); each answer in bounded time. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly sql: Sql,
    private readonly queue: JobQueue,
    private readonly storage: Storage,
  ) {}

  async check(): Promise<ReadinessView> {
    const [database, queue, storage] = await Promise.all([
      answers(this.sql.rows('select 1')),
      answers(this.queue.counts()),
      answers(this.storage.check()),
    ]);
    return { status: database && queue && storage ? 'ready' : 'not ready', checks: { database, queue, storage } };
  }
}

async function answers(question: Promise<unknown>): Promise<boolean> {
  const tooLate = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('no answer')), PATIENCE_MS).unref(),
  );
  return Promise.race([question, tooLate]).then(
    () => true,
    () => false,
  );
}
