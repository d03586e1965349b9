import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';
import { SECOND_MS } from '../../common/clock.js';
import { Events } from '../../platform/events/index.js';
import type { Job } from './job.entity.js';
import { JobFeed } from './job-feed.js';
import { Jobs } from './jobs.service.js';

const HEARTBEAT_MS = 15 * SECOND_MS;

/** Jobs as server-sent events (JOB-02). Nothing is polled: a listener asks the database once for each change. */
@Injectable()
export class JobStream implements BeforeApplicationShutdown {
  private readonly open = new Set<PassThrough>();

  constructor(
    private readonly jobs: Jobs,
    private readonly events: Events,
  ) {}

  /** Answers with the stream of a job; a job of somebody else is told as lost. `shape` makes the payload. */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    jobId: string,
    ownerDid: string,
    shape: (job: Job) => object,
  ): Promise<void> {
    const stream = new PassThrough();
    const feed = new JobFeed(
      {
        load: async () => {
          const job = await this.jobs.find(jobId);
          return job?.ownerDid === ownerDid ? job : null;
        },
        shape,
        write: (text) => stream.write(text),
        end: () => stream.end(),
      },
      lastSeen(request),
    );
    this.follow(stream, feed, jobId);
    await reply
      .header('content-type', 'text/event-stream')
      .header('cache-control', 'no-cache')
      .header('connection', 'keep-alive')
      .header('x-accel-buffering', 'no')
      .send(stream);
  }

  /** An open stream would hold up the drain; browsers come back by themselves. */
  beforeApplicationShutdown(): void {
    for (const stream of this.open) stream.end();
  }

  private follow(stream: PassThrough, feed: JobFeed, jobId: string): void {
    const unsubscribe = this.events.signals('job.changed', ({ id }) => {
      if (id === jobId) feed.changed();
    });
    const heartbeat = setInterval(() => {
      stream.write(': heartbeat\n\n');
      // A signal may be lost; asking with each heartbeat bounds what that costs.
      feed.changed();
    }, HEARTBEAT_MS);
    this.open.add(stream);
    stream.once('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
      feed.close();
      this.open.delete(stream);
    });
    // The comment makes the headers travel at once.
    stream.write(': welcome\n\n');
    feed.changed();
  }
}

function lastSeen(request: FastifyRequest): number {
  const header = request.headers['last-event-id'];
  const value = typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : 0;
  return value;
}
