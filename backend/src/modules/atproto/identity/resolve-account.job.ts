import { defineJob } from '../../../platform/queue/index.js';

/** Finds out what someone is called, who was met on the network or whose identity changed. */
export const resolveAccount = defineJob('atproto.resolve-account', { data: { did: 'text' } });
