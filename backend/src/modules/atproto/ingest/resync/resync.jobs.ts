import { SECOND_MS } from '../../../../common/clock.js';
import { defineJob } from '../../../../platform/queue/index.js';

/** Reads one repository again, because its events could not be followed. */
export const resyncAccount = defineJob('atproto.resync-account', {
  data: { did: 'text' },
  attempts: 8,
  backoffMs: 5_000,
});

/** When many are to be read: so that users' own writes, which go first anyway, find idle workers. */
export const AT_ONCE = 100;
export const PAUSE_MS = 5 * SECOND_MS;
/** Large: whoever waits for something goes first. */
export const AFTER_EVERYTHING_ELSE = 10;

/** Orders that for every known account, some at a time: those after this DID. */
export const resyncAccounts = defineJob('atproto.resync-accounts', { data: { after: 'text' }, attempts: 20 });

/** Orders that for everybody whom only the network knows. */
export const resyncStrangers = defineJob('atproto.resync-strangers', { attempts: 12, backoffMs: 10_000 });
