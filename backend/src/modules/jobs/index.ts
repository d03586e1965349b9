export type { Job, JobStatus, JobType } from './job.entity.js';
export { JobStream } from './job-stream.js';
export { JobMissing } from './jobs.errors.js';
export { JobsModule } from './jobs.module.js';
export { type JobReport, Jobs, type NewJob } from './jobs.service.js';
