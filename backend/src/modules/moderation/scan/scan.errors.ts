import { DomainError } from '../../../common/errors.js';

/** The scanner could not be asked, or gave no answer that says anything. */
export class ScannerFailed extends DomainError {
  readonly kind = 'upstream';
  readonly code = 'moderation.scanner_failed';
  /** Its answer, if there was one that can be kept. */
  readonly answer: unknown;
  /** Asking again would give the same answer. */
  readonly isFinal: boolean;

  constructor(
    readonly reason: string,
    { answer = null, isFinal = false, cause }: { answer?: unknown; isFinal?: boolean; cause?: unknown } = {},
  ) {
    super(`the scanner failed: ${reason}`);
    this.answer = answer;
    this.isFinal = isFinal;
    this.cause = cause;
  }
}

/** What was sent to be scanned is no address of a sound that everybody can fetch. */
export class AudioUrlRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'moderation.audio_url_refused';
}
