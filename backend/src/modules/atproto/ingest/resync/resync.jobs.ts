import { defineJob } from '../../../../platform/queue/index.js';

/** Reads one repository again, because its events could not be followed. */
export const resyncAccount = defineJob('atproto.resync-account', {
  data: { did: 'text' },
  attempts: 8,
  backoffMs: 5_000,
});

/** Orders that for every known account, some at a time: those after this DID. */
export const resyncAccounts = defineJob('atproto.resync-accounts', { data: { after: 'text' }, attempts: 20 });
