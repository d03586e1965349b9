import type { Job } from './job.entity.js';
import type { JobView } from './jobs.dto.js';

/** A job as its owner sees it; what it is about stays inside until there is a result. */
export function jobView(job: Job): JobView {
  return {
    id: job.id,
    type: job.type,
    status: job.status,
    phase: job.phase,
    message: job.message,
    progress_pct: job.progressPct,
    error: job.error,
    result: job.status === 'completed' ? job.result : null,
    created_at: job.createdAt.toISOString(),
    updated_at: job.updatedAt.toISOString(),
    completed_at: job.completedAt?.toISOString() ?? null,
  };
}
