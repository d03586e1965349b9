import { defineJob } from '../../../../platform/queue/index.js';

/** Reads one repository again, because its events could not be followed. */
export const resyncAccount = defineJob<{ did: string }>('atproto.resync-account', { attempts: 8, backoffMs: 5_000 });

/** Orders that for every known account, some at a time: those after this DID. */
export const resyncAccounts = defineJob<{ after: string }>('atproto.resync-accounts', { attempts: 20 });
