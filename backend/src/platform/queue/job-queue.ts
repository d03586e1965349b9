import { Injectable } from '@nestjs/common';
import { InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { afterCommit, type Tx } from '../database/index.js';
import type { JobDefinition } from './job.js';
import { payloadProblem } from './payload.rules.js';

export interface AddOptions {
  /** While a job with this id waits, another is not added; while one runs, exactly one more follows it. */
  id?: string;
  delayMs?: number;
  /** Adds the job after this transaction has committed. A crash in between is found by the module's sweep. */
  after?: Tx;
  /** Smaller goes first; 0 is the default and goes before every number. */
  priority?: number;
}

/** Where work outside a request is put. Data holds ids and storage keys only. */
@Injectable()
export class JobQueue {
  constructor(
    @InjectQueue('light') private readonly light: Queue,
    @InjectQueue('media') private readonly media: Queue,
    @InjectPinoLogger(JobQueue.name) log: PinoLogger,
  ) {
    // Without a listener a lost connection would end the process; the queue reconnects by itself.
    for (const lane of [light, media])
      lane.on('error', (error) => log.warn({ err: error }, 'the queue is out of reach'));
  }

  async add<T extends object>(job: JobDefinition<T>, data: T, options: AddOptions = {}): Promise<void> {
    const problem = payloadProblem(job.shape, data);
    if (problem) throw new Error(`no payload for ${job.name}: ${problem}`);
    if (options.after) {
      const { after, ...rest } = options;
      afterCommit(after, () => this.add(job, data, rest));
      return;
    }
    await this.lane(job).add(job.name, data, {
      attempts: job.attempts,
      backoff: { type: 'exponential', delay: job.backoffMs, jitter: 0.25 },
      ...(options.delayMs ? { delay: options.delayMs } : {}),
      ...(options.priority ? { priority: options.priority } : {}),
      ...(options.id ? { deduplication: { id: `${job.name}:${options.id}`, keepLastIfActive: true } } : {}),
    });
  }

  /** Makes a repeating job repeat; safe to call at every start. */
  async repeat(job: JobDefinition<object>): Promise<void> {
    if (!job.everyMs) return;
    await this.lane(job).upsertJobScheduler(job.name, { every: job.everyMs }, { name: job.name, data: {} });
  }

  /** Which of these should repeat and do not. */
  async forgotten(jobs: readonly JobDefinition<object>[]): Promise<JobDefinition<object>[]> {
    const schedulers = await Promise.all([this.light, this.media].map((lane) => lane.getJobSchedulers(0, -1)));
    const kept = new Set(schedulers.flat().map(({ key }) => key));
    return jobs.filter(({ name, everyMs }) => everyMs && !kept.has(name));
  }

  /** Jobs that wait or run, by state; for health checks and stories. */
  async counts(): Promise<Record<string, number>> {
    const lanes = await Promise.all(
      [this.light, this.media].map((lane) =>
        lane.getJobCounts('waiting', 'active', 'prioritized', 'delayed', 'failed'),
      ),
    );
    return Object.fromEntries(
      Object.keys(lanes[0] ?? {}).map((state) => [state, lanes.reduce((sum, lane) => sum + (lane[state] ?? 0), 0)]),
    );
  }

  private lane(job: JobDefinition<object>): Queue {
    return job.lane === 'media' ? this.media : this.light;
  }
}
