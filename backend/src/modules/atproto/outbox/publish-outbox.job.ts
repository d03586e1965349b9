import { defineJob } from '../../../platform/queue/index.js';

/** Sends what waits for one user. Failures are kept in the entries, so the job itself is not repeated. */
export const publishOutbox = defineJob<{ did: string }>('atproto.publish-outbox', { attempts: 1 });
