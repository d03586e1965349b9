import { TokenInvalidError, TokenRefreshError, TokenRevokedError } from '@atproto/oauth-client-node';
import { DomainError } from '../../../common/errors.js';
import { RecordInvalid } from '../lexicon/lexicon.errors.js';
import { isAboutAccount } from '../network/moved.rules.js';
import { isTimeout } from '../network/network.errors.js';
import { PdsRefusal } from '../network/pds-answer.js';

/** What a failed try means for its entry. */
export type Verdict =
  /** The record changed between reading and writing: read again. */
  | { kind: 'conflict' }
  /** Nobody may write for this user now; waits for the next sign-in and is no attempt (AUTH-05). */
  | { kind: 'no_grant' }
  /** Trying again later may help. */
  | { kind: 'later'; reason: string; afterMs?: number }
  /** Trying again cannot help. */
  | { kind: 'failed'; reason: string };

/** Statuses by which a PDS says that the request itself is wrong. */
const REFUSALS = new Set([400, 413, 422]);

export function verdictOn(error: unknown): Verdict {
  // What we know may lie behind what a library made of it.
  for (let cause = error; cause; cause = (cause as { cause?: unknown }).cause) {
    const verdict = verdictOnCause(cause);
    if (verdict) return verdict;
  }
  return { kind: 'later', reason: 'the write could not be made' };
}

function verdictOnCause(cause: unknown): Verdict | undefined {
  if (cause instanceof PdsRefusal) return verdictOnRefusal(cause);
  if (cause instanceof RecordInvalid) return { kind: 'failed', reason: cause.message };
  if (isDeadGrant(cause)) return { kind: 'no_grant' };
  if (cause instanceof DomainError) return { kind: 'later', reason: cause.message };
  if (isTimeout(cause)) return { kind: 'later', reason: 'the PDS did not answer in time' };
  return undefined;
}

function verdictOnRefusal(refusal: PdsRefusal): Verdict {
  const { status, code, message, retryAfterMs } = refusal;
  if (code === 'InvalidSwap') return { kind: 'conflict' };
  if (status === 401 || (status === 403 && isScopeMissing(code, message))) return { kind: 'no_grant' };
  // The account may come back, or be found elsewhere. A refusal that is not XRPC comes from something in between.
  const isFinal = REFUSALS.has(status) && code !== undefined && !isAboutAccount(refusal);
  if (isFinal) return { kind: 'failed', reason: message };
  return { kind: 'later', reason: message, ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }) };
}

/** The reference PDS names it only in the message. */
function isScopeMissing(code: string | undefined, message: string): boolean {
  return code === 'ScopeMissingError' || code === 'InsufficientScope' || /missing required scope/i.test(message);
}

function isDeadGrant(error: unknown): boolean {
  return error instanceof TokenInvalidError || error instanceof TokenRefreshError || error instanceof TokenRevokedError;
}
