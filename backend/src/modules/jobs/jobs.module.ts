import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobStream } from './job-stream.js';
import { Job } from './job.entity.js';
import { JobsController } from './jobs.controller.js';
import { JobsRepository } from './jobs.repository.js';
import { Jobs } from './jobs.service.js';
import { PurgeJobsHandler } from './purge-jobs.handler.js';
import { ReapJobsHandler } from './reap-jobs.handler.js';
import { SweepEphemeralHandler } from './sweep-ephemeral.handler.js';

@Module({
  imports: [TypeOrmModule.forFeature([Job])],
  controllers: [JobsController],
  providers: [Jobs, JobsRepository, JobStream, ReapJobsHandler, PurgeJobsHandler, SweepEphemeralHandler],
  exports: [Jobs, JobStream],
})
export class JobsModule {}
