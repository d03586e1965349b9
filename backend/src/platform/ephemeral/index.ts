export { Ephemeral } from './ephemeral.js';
export { EphemeralModule, REDIS } from './ephemeral.module.js';
export { LockBusy, Locks } from './locks.js';
