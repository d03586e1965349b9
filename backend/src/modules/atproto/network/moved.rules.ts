import { AddressRefused, AnswerTooSlow, HostUnreachable, isTimeout, RedirectRefused } from './network.errors.js';
import { PdsRefusal } from './pds-answer.js';

const NOBODY_THERE = [AddressRefused, AnswerTooSlow, HostUnreachable, RedirectRefused];

/**
 * Whether the account may live elsewhere by now (CON-07): its server is out of reach or out of order, answers as
 * something that is no PDS, or says that it does not have the account.
 */
export function mayHaveMoved(error: unknown): boolean {
  // What we know may lie behind what a library made of it.
  for (let cause = error; cause; cause = (cause as { cause?: unknown }).cause) {
    if (cause instanceof PdsRefusal) return isLost(cause);
    if (isTimeout(cause) || NOBODY_THERE.some((kind) => cause instanceof kind)) return true;
  }
  return false;
}

/** Whether an error name of XRPC speaks of the account as a whole: gone, moved away, suspended; it may come back. */
export function isAboutAccount({ code, message }: PdsRefusal): boolean {
  if (/^(Account|Repo)(NotFound|Deactivated|Suspended|Taken?down)$/.test(code ?? '')) return true;
  // The reference PDS names the record where it has the account, and some methods say it in the message only.
  return code === 'InvalidRequest' && /^could not (locate record$|find (repo|account)\b)/i.test(message);
}

function isLost(refusal: PdsRefusal): boolean {
  if (refusal.status === 429) return false;
  return refusal.status >= 500 || refusal.code === undefined || isAboutAccount(refusal);
}
