import { SECOND_MS } from '../../../common/clock.js';
import { defineJob } from '../../../platform/queue/index.js';
import { MEDIA_PARTS } from './wanted-media.repository.js';

/** Hands out what is due to be fetched; woken by what arrives, and by itself for what is tried again. */
export const fetchWanted = defineJob('tracks.fetch-wanted', { everyMs: 30 * SECOND_MS, attempts: 1 });

/** One file of one track. When to try again stands in its row. */
export const fetchMedia = defineJob('tracks.fetch-media', {
  data: { trackId: 'number', part: MEDIA_PARTS },
  lane: 'media',
  attempts: 1,
});

/** The outline and the true length of audio that was found in the storage. */
export const measureAudio = defineJob('tracks.measure-audio', { data: { fileId: 'text' }, lane: 'media', attempts: 3 });
/** Larger than the priority of uploads: those go first. */
export const MEASURE_PRIORITY = 20;
