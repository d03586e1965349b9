import type { Job } from '../../jobs/index.js';
import { UPLOAD_PHASES, type UploadPhase, type UploadProgress } from './uploads.dto.js';

/** What the job of an upload keeps beside its state. */
export interface UploadNotes {
  reserved_track_id: number;
  bytes: number;
  /** The album that was made because uploads that are not through yet name it. */
  made_album_id?: string;
  /** How often it was taken up again after its worker was gone. */
  revivals?: number;
  /** Set at the end. */
  track_id?: number;
  uri?: string;
  cid?: string;
}

/** What is said while nothing more particular is known (UP-06). */
export const PHASE_MESSAGES: Record<UploadPhase, string> = {
  upload: 'uploading to storage...',
  analyze: 'listening to your audio...',
  transcode: 'making a version that plays everywhere...',
  metadata: 'looking up who takes part...',
  image: 'hanging the cover...',
  database: 'writing it down...',
  atproto: 'creating atproto record...',
  completed: 'upload completed successfully',
};

/** The payload of api.md §11. `track_id` is absent until the end, because old clients take it for the end. */
export function uploadProgress(job: Job): UploadProgress {
  const notes = (job.result ?? {}) as Partial<UploadNotes>;
  const phase = UPLOAD_PHASES.find((name) => name === job.phase) ?? 'upload';
  return {
    upload_id: job.id,
    status: job.status,
    message: job.status === 'completed' ? PHASE_MESSAGES.completed : (job.message ?? PHASE_MESSAGES[phase]),
    error: job.error,
    phase,
    server_progress_pct: job.progressPct,
    created_at: job.createdAt.toISOString(),
    completed_at: job.completedAt?.toISOString() ?? null,
    warnings: [],
    ...(job.status === 'completed' && notes.track_id !== undefined
      ? {
          track_id: notes.track_id,
          ...(notes.uri ? { atproto_uri: notes.uri } : {}),
          ...(notes.cid ? { atproto_cid: notes.cid } : {}),
        }
      : {}),
  };
}
