export {
  defineJob,
  Handles,
  type JobData,
  type JobHandler,
  type JobRun,
  type Lane,
  type Progress,
  Unrecoverable,
} from './job.js';
export { JobQueue } from './job-queue.js';
export { QueueModule } from './queue.module.js';
