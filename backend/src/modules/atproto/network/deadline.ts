import { DomainError } from '../../../common/errors.js';
import { AnswerTooSlow, HostUnreachable } from './network.errors.js';

/** The end of one call: our time limit, from the request to the last byte, or the caller's own signal. */
export class Deadline {
  readonly signal: AbortSignal;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly host: string,
    timeoutMs: number,
    private readonly callers: AbortSignal,
  ) {
    const own = new AbortController();
    this.timer = setTimeout(() => own.abort(new AnswerTooSlow(host, timeoutMs)), timeoutMs);
    this.signal = AbortSignal.any([own.signal, callers]);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  /** What to throw for `error`: the caller's own reason, an error of ours, or that the host is out of reach. */
  explain(error: unknown): unknown {
    if (this.callers.aborted) return this.callers.reason;
    // The fetch of undici puts what happened behind a TypeError without a word.
    const root = error instanceof TypeError && error.cause ? error.cause : error;
    return root instanceof DomainError ? root : new HostUnreachable(this.host, root);
  }
}
