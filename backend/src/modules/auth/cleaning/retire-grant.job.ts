import { defineJob } from '../../../platform/queue/index.js';

/** Gives a grant back after the last browser of its DID signed out. */
export const retireGrant = defineJob('auth.retire-grant', { data: { did: 'text', endedAt: 'text' } });
