import { defineJob } from '../../../platform/queue/index.js';

/** Moves the bytes of a track to where its visibility wants them. */
export const relocateAudio = defineJob<{ trackId: number }>('tracks.relocate-audio', { lane: 'media' });
