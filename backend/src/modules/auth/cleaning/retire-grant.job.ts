import { defineJob } from '../../../platform/queue/index.js';

/** Gives a grant back after the last browser of its DID signed out. */
export const retireGrant = defineJob<{ did: string; endedAt: string }>('auth.retire-grant');
