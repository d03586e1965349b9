import { Injectable } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { HANDLED_JOB, type JobDefinition, type JobHandler, type Lane } from './job.js';

export interface BoundHandler {
  job: JobDefinition<object>;
  handler: JobHandler<object>;
}

/** Every job and its one handler, found at start-up. */
@Injectable()
export class Handlers {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** All handlers by job name; throws when a job has two. */
  find(): Map<string, BoundHandler> {
    const found = new Map<string, BoundHandler>();
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function' || !instance) continue;
      const job = this.reflector.get<JobDefinition<object> | undefined>(HANDLED_JOB, metatype);
      if (!job) continue;
      if (found.has(job.name) && found.get(job.name)?.handler !== instance)
        throw new Error(`job ${job.name} has two handlers`);
      found.set(job.name, { job, handler: instance as JobHandler<object> });
    }
    return found;
  }

  static inLane(handlers: Map<string, BoundHandler>, lane: Lane): BoundHandler[] {
    return [...handlers.values()].filter(({ job }) => job.lane === lane);
  }
}
