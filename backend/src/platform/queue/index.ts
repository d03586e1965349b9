export { defineJob, Handles, type JobData, type JobHandler, type Lane, type Progress, Unrecoverable } from './job.js';
export { JobQueue } from './job-queue.js';
export { QueueModule } from './queue.module.js';
