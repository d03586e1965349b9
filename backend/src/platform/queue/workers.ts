import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { Settings } from '../config/index.js';
import { workerConnection } from './connection.js';
import { type BoundHandler, Handlers } from './handlers.js';
import { definedJobs, LANES, type Lane } from './job.js';
import { payloadProblem } from './payload.rules.js';

/** How soon another worker takes over what a killed one held. */
const STALLED_INTERVAL_MS = 3_000;
const LOCK_MS = 15_000;
/** A job may lose its worker this often (deploys, crashes) before it counts as poisonous. */
const MAX_STALLED = 5;
/** What is called off at the end of the drain has so long to leave nothing behind. */
const LAST_WORDS_MS = 2_000;

/** Runs the handlers, in the processes that play the role `worker`. */
@Injectable()
export class Workers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private workers: Worker[] = [];
  private readonly stopping = new AbortController();

  constructor(
    private readonly settings: Settings,
    private readonly registry: Handlers,
    @InjectPinoLogger(Workers.name) private readonly log: PinoLogger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const handlers = this.registry.find();
    const orphan = definedJobs().find((job) => !handlers.has(job.name));
    if (orphan) throw new Error(`job ${orphan.name} has no handler`);
    if (!this.settings.plays('worker')) return;
    this.workers = LANES.map((lane) => this.work(lane, handlers));
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
  }

  /** Before the shutdown proper, which takes the database away: a running job ends and can say how. */
  async beforeApplicationShutdown(): Promise<void> {
    const closing = Promise.all(this.workers.map((worker) => worker.close())).then(() => true);
    if (await Promise.race([closing, after(this.settings.shutdownGraceSeconds * 1000)])) return;
    this.stopping.abort(new Error('this process is stopping'));
    await Promise.race([closing, after(LAST_WORDS_MS)]);
  }

  private work(lane: Lane, handlers: Map<string, BoundHandler>): Worker {
    const worker = new Worker(lane, (job) => this.handle(job, handlers), {
      connection: workerConnection(this.settings),
      ...(this.settings.redisUrl ? { prefix: `${this.settings.redisPrefix}:jobs` } : {}),
      concurrency: lane === 'media' ? this.settings.workerMediaConcurrency : this.settings.workerConcurrency,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_INTERVAL_MS,
      maxStalledCount: MAX_STALLED,
      removeOnComplete: { count: 0 },
      removeOnFail: { age: this.settings.jobRetentionDays * 86_400, count: 10_000 },
    });
    worker.on('error', (error) => this.log.warn({ err: error, lane }, 'the queue is out of reach'));
    worker.on('failed', (job, error) =>
      this.log.warn({ err: error, job: job?.name, attempt: job?.attemptsMade }, 'a job failed'),
    );
    return worker;
  }

  private async handle(job: Job, handlers: Map<string, BoundHandler>): Promise<void> {
    const bound = handlers.get(job.name);
    if (!bound) throw new UnrecoverableError(`nothing handles ${job.name}`);
    const problem = payloadProblem(bound.job.shape, job.data);
    if (problem) throw new UnrecoverableError(`no payload for ${job.name}: ${problem}`);
    const attempts = job.opts.attempts ?? 1;
    await bound.handler.run(job.data as object, {
      progress: (percent) => job.updateProgress(percent),
      attempt: job.attemptsMade + 1,
      lastAttempt: job.attemptsMade + 1 >= attempts,
      stopping: this.stopping.signal,
    });
  }
}

async function after(ms: number): Promise<false> {
  await sleep(ms, undefined, { ref: false });
  return false;
}
