import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { Settings } from '../config/index.js';
import { Sql } from '../database/index.js';
import { producerConnection } from './connection.js';
import { Handlers } from './handlers.js';
import { LANES } from './job.js';
import { JobQueue } from './job-queue.js';
import { RepeatingJobs } from './repeating-jobs.js';
import { Workers } from './workers.js';

/** The durable queue: BullMQ on PostgreSQL, or on Redis when REDIS_URL is set. */
@Global()
@Module({})
export class QueueModule {
  static for(settings: Settings): DynamicModule {
    // Process-wide in BullMQ, so it is set before the first queue is made.
    setDefaultBackendFactory(settings.redisUrl ? undefined : createPostgresBackend);
    const queues = LANES.map((name) =>
      BullModule.registerQueueAsync({
        name,
        // A queue that finds no database when it is made never finds one: it is made when that is connected.
        inject: [Settings, Sql],
        useFactory: (current: Settings) => ({
          connection: producerConnection(current),
          ...(current.redisUrl ? { prefix: `${current.redisPrefix}:jobs` } : {}),
        }),
      }),
    );
    return {
      module: QueueModule,
      imports: [DiscoveryModule, ...queues],
      providers: [Handlers, JobQueue, RepeatingJobs, Workers],
      exports: [JobQueue],
    };
  }
}
