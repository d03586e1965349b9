import type { Queue } from 'bullmq';
import type { WorldDatabase } from './database.js';

/** What the product remembers with a time, and what happens at that time. */
const TIMES = [
  `update ephemeral set expires_at = expires_at - make_interval(secs => $1)`,
  `update jobs set heartbeat_at = heartbeat_at - make_interval(secs => $1)`,
  `update pds_outbox set next_attempt_at = next_attempt_at - make_interval(secs => $1) where state = 'pending'`,
  `update bullmq.job set locked_until_ms = locked_until_ms - $1::int * 1000 where locked_until_ms is not null`,
];

/** As if so many seconds had gone by: leases and locks run out, signs of life grow old, what was put off becomes due. */
export async function later(database: WorldDatabase, queues: Queue[], seconds: number): Promise<void> {
  for (const time of TIMES) await database.rows(time, [seconds]);
  const now = Date.now() + seconds * 1000;
  const delayed = (await Promise.all(queues.map((queue) => queue.getJobs('delayed')))).flat();
  const due = delayed.filter(({ timestamp, delay }) => timestamp + delay <= now);
  // One whose time has come by itself meanwhile cannot be called.
  for (const job of due) await job.promote().catch(() => undefined);
}
