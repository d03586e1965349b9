import { defineJob } from '../../../platform/queue/index.js';

/** Sends what waits for one user. Failures are kept in the entries, so the job itself is not repeated. */
export const publishOutbox = defineJob('atproto.publish-outbox', { data: { did: 'text' }, attempts: 1 });
