import { defineJob } from '../../../platform/queue/index.js';

/** Moves the bytes of a track to where its visibility wants them. */
export const relocateAudio = defineJob('tracks.relocate-audio', { data: { trackId: 'number' }, lane: 'media' });
