import type { FaultReason } from '../player/fallback.ts';

/** While the player helps itself. */
export const FAULT_NOTICES: Record<FaultReason, string> = {
  network: 'the connection broke, trying again',
  timeout: 'no answer, trying another way',
  decode: 'trying another version',
  unsupported: 'trying another version',
};

/** When it cannot. */
export const UNPLAYABLE: Record<FaultReason | 'offline', (title: string) => string> = {
  network: (title) => `${title} could not be reached`,
  timeout: (title) => `${title} could not be reached`,
  decode: (title) => `${title} is damaged or in a format this browser does not play`,
  unsupported: (title) => `${title} is no longer there, or in a format this browser does not play`,
  offline: (title) => `you are offline. ${title} goes on when the connection is back`,
};
