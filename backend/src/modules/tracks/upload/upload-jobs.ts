import { defineJob } from '../../../platform/queue/index.js';

const MINUTES_AWAY = 8;

/** From staged bytes to a track that plays; tried for several minutes when storage or database are away. */
export const processUpload = defineJob('tracks.process-upload', {
  data: { uploadId: 'text', trackId: 'number' },
  lane: 'media',
  attempts: MINUTES_AWAY,
});

/** A smaller rendition beside a lossless one (TC-06). */
export const optimizeTrack = defineJob('tracks.optimize', {
  data: { jobId: 'text', trackId: 'number' },
  lane: 'media',
  attempts: 5,
});
/** Larger than the priority of uploads: those go first. */
export const OPTIMIZE_PRIORITY = 10;
