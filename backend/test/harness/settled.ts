import type { Job, Queue } from 'bullmq';
import type { WorldDatabase } from './database.js';

const PAUSE_MS = 50;
/** Work may hop from the outbox to the queue and back: it is over when it is seen to be over this often in a row. */
const CALM_LOOKS = 3;
const STATES = ['waiting', 'active', 'prioritized', 'delayed', 'waiting-children'] as const;

/** What is left to do. */
interface Open {
  /** Outbox rows to send. */
  entries: string[];
  /** Jobs that wait, run or will be tried again. */
  jobs: Job[];
}

/**
 * Waits until nothing is left to do, and makes time pass for what merely waits for its time: lists that gather changes,
 * writes and jobs that were put off.
 */
export async function settled(database: WorldDatabase, queues: Queue[], patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (let calm = 0; calm < CALM_LOOKS; await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))) {
    const open = await openWork(database, queues);
    const isCalm = open.entries.length + open.jobs.length === 0;
    calm = isCalm ? calm + 1 : 0;
    if (!isCalm && Date.now() > deadline)
      throw new Error(
        [`not settled after ${patienceMs} ms:`, ...lines(open), ...(await failures(queues))].join('\n  '),
      );
    if (!isCalm) await hurry(database, queues, open);
  }
}

async function openWork(database: WorldDatabase, queues: Queue[]): Promise<Open> {
  const entries = await database.rows<{ line: string }>(`
    select format('outbox %s: %s %s %s, tries %s, %s', id, op, collection, rkey, attempts, coalesce(last_error, state)) as line
      from pds_outbox
     where state in ('pending', 'sending') and waiting is null
     order by id
  `);
  const jobs = (await Promise.all(queues.map((queue) => queue.getJobs([...STATES])))).flat();
  return { entries: entries.map(({ line }) => line), jobs: jobs.filter((job) => job && !job.repeatJobKey) };
}

/** A try that failed as a job waits as long as it must: more of them at once would be fewer in all. */
async function hurry(database: WorldDatabase, queues: Queue[], { entries, jobs }: Open): Promise<void> {
  const putOff = jobs.filter(({ delay, attemptsMade }) => delay > 0 && attemptsMade === 0);
  if (entries.length > 0) {
    await database.rows(`update pds_outbox set next_attempt_at = now() where state = 'pending' and waiting is null`);
    if (!jobs.some(({ name }) => name === 'atproto.publish-outbox')) putOff.push(...(await sweeps(queues)));
  }
  // One whose time has come by itself meanwhile cannot be called.
  for (const job of putOff) await job.promote().catch(() => undefined);
}

/** What looks for writes that are due. */
async function sweeps(queues: Queue[]): Promise<Job[]> {
  const delayed = await Promise.all(queues.map((queue) => queue.getJobs('delayed')));
  return delayed.flat().filter(({ name }) => name === 'atproto.sweep-outbox');
}

function lines({ entries, jobs }: Open): string[] {
  const described = jobs.map(
    ({ name, data, attemptsMade, failedReason }) =>
      `job ${name} ${JSON.stringify(data)}, tries ${attemptsMade}${failedReason ? `, ${failedReason}` : ''}`,
  );
  return [...entries, ...described];
}

/** What may be the reason. */
async function failures(queues: Queue[]): Promise<string[]> {
  const jobs = await Promise.all(queues.map((queue) => queue.getFailed(0, 10)));
  return jobs.flat().map((job) => `failed job ${job.name} ${JSON.stringify(job.data)}: ${job.failedReason}`);
}
