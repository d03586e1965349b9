import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Actor, paged, SignedIn } from '../../platform/http/index.js';
import { JobStream } from './job-stream.js';
import { JobPage, JobsQuery, JobView } from './jobs.dto.js';
import { Jobs } from './jobs.service.js';
import { jobView } from './jobs.shape.js';

@ApiTags('jobs')
@SignedIn()
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: Jobs,
    private readonly stream: JobStream,
  ) {}

  /** The caller's jobs, newest first; a reloaded page finds its uploads again with `state=active`. */
  @Get()
  async list(@Actor() actor: Actor, @Query() query: JobsQuery): Promise<JobPage> {
    const page = await this.jobs.list(actor.did, query);
    return paged('jobs', { ...page, items: page.items.map(jobView) });
  }

  @Get(':id')
  async one(@Actor() actor: Actor, @Param('id') id: string): Promise<JobView> {
    return jobView(await this.jobs.get(id, actor.did));
  }

  /**
   * The job as server-sent events: its state now, then each change, at the end `event: done`.
   * `Last-Event-ID` skips what was seen.
   */
  @Get(':id/events')
  @ApiProduces('text/event-stream')
  async events(
    @Actor() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.stream.send(request, reply, id, actor.did, jobView);
  }
}
