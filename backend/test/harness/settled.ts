import type { Queue } from 'bullmq';
import type { WorldDatabase } from './database.js';

const PAUSE_MS = 50;
/** Work may hop from the outbox to the queue and back: it is over when it is seen to be over this often in a row. */
const CALM_LOOKS = 3;

/** Waits until nothing is left to do: no outbox row to send, no job that waits, runs or will be tried again. */
export async function settled(database: WorldDatabase, queues: Queue[], patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  let calm = 0;
  for (;;) {
    const open = await openWork(database, queues);
    calm = open.length === 0 ? calm + 1 : 0;
    if (calm === CALM_LOOKS) return;
    if (Date.now() > deadline)
      throw new Error([`not settled after ${patienceMs} ms:`, ...open, ...(await failures(queues))].join('\n  '));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function openWork(database: WorldDatabase, queues: Queue[]): Promise<string[]> {
  const entries = await database.rows<{ line: string }>(`
    select format('outbox %s: %s %s %s, tries %s, %s', id, op, collection, rkey, attempts, coalesce(last_error, state)) as line
      from pds_outbox
     where state in ('pending', 'sending') and waiting is null
     order by id
  `);
  const jobs = await Promise.all(queues.map(openJobs));
  return [...entries.map(({ line }) => line), ...jobs.flat()];
}

async function openJobs(queue: Queue): Promise<string[]> {
  const jobs = await queue.getJobs(['waiting', 'active', 'prioritized', 'delayed', 'waiting-children']);
  return jobs
    .filter((job) => job && !job.repeatJobKey)
    .map(
      (job) =>
        `job ${job.name} ${JSON.stringify(job.data)}, tries ${job.attemptsMade}${job.failedReason ? `, ${job.failedReason}` : ''}`,
    );
}

/** What may be the reason. */
async function failures(queues: Queue[]): Promise<string[]> {
  const jobs = await Promise.all(queues.map((queue) => queue.getFailed(0, 10)));
  return jobs.flat().map((job) => `failed job ${job.name} ${JSON.stringify(job.data)}: ${job.failedReason}`);
}
