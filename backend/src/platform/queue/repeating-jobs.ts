import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';
import { MINUTE_MS } from '../../common/clock.js';
import { Settings } from '../config/index.js';
import { Handlers } from './handlers.js';
import type { JobDefinition } from './job.js';
import { JobQueue } from './job-queue.js';

/**
 * Has the repeating jobs repeat, in the processes that play the role `worker`. Looked after every minute: a store that was
 * flushed, or restarted without a memory, has forgotten them, and with them every sweep.
 */
@Injectable()
export class RepeatingJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly settings: Settings,
    private readonly handlers: Handlers,
    private readonly queue: JobQueue,
    @InjectPinoLogger(RepeatingJobs.name) private readonly log: PinoLogger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.plays('worker')) return;
    const jobs = [...this.handlers.find().values()].map(({ job }) => job);
    for (const job of jobs) await this.queue.repeat(job);
    this.timer = setInterval(() => void this.lookAfter(jobs), MINUTE_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async lookAfter(jobs: readonly JobDefinition<object>[]): Promise<void> {
    try {
      const forgotten = await this.queue.forgotten(jobs);
      if (forgotten.length === 0) return;
      for (const job of forgotten) await this.queue.repeat(job);
      this.log.warn({ jobs: forgotten.map(({ name }) => name) }, 'the queue had forgotten its repeating jobs');
    } catch (error) {
      this.log.warn({ err: error }, 'whether jobs repeat could not be found out');
    }
  }
}
