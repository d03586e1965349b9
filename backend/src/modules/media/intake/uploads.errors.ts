import { DomainError } from '../../../common/errors.js';
import { looksLike } from '../probe/look.rules.js';
import { SUPPORTED_AUDIO } from '../probe/sniff.rules.js';

export class UploadUnsupported extends DomainError {
  readonly kind = 'refused';
  readonly code = 'uploads.unsupported_type';
  /** @param head the first bytes, where they may tell what the file is instead */
  constructor(filename: string, head?: Buffer) {
    super(isNamedAsAudio(filename) ? heldInstead(filename, head) : wrongName(filename));
  }
}

export class UploadTooLarge extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'uploads.too_large';
  constructor(maxMb: number) {
    super(`file too large (max ${maxMb}MB)`);
  }
}

/** UP-22: less than half a second of sound. */
export class UploadTooShort extends DomainError {
  readonly kind = 'refused';
  readonly code = 'uploads.too_short';
  constructor(durationMs: number) {
    super(
      durationMs === 0
        ? 'there is no sound in this file'
        : `this file holds only ${seconds(durationMs)} s of sound (at least 0.5 s)`,
    );
  }
}

/** UP-22: the file ends before the sound does that it announces. */
export class UploadTruncated extends DomainError {
  readonly kind = 'refused';
  readonly code = 'uploads.truncated';
  constructor(durationMs?: number, announcedMs?: number) {
    super(
      announcedMs === undefined || durationMs === undefined
        ? 'this file is incomplete: its end is missing'
        : `this file is incomplete: it announces ${seconds(announcedMs)} s but holds ${seconds(durationMs)} s`,
    );
  }
}

/** Unknown, somebody else's, or dropped after 24 hours: all the same to who asks. */
export class UploadMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'uploads.not_found';
  constructor() {
    super('upload not found');
  }
}

export class UploadIncomplete extends DomainError {
  readonly kind = 'refused';
  readonly code = 'uploads.incomplete';
  constructor() {
    super('this upload has not arrived completely yet');
  }
}

/** The sender went silent. */
export class UploadStalled extends DomainError {
  readonly kind = 'refused';
  readonly code = 'uploads.stalled';
  constructor() {
    super('the upload stopped arriving');
  }
}

/** UP-21: at most so many unfinished resumable uploads of one person. */
export class UploadsUnfinished extends DomainError {
  readonly kind = 'limited';
  readonly code = 'uploads.quota';
  override readonly retryAfterSeconds = 60;
  constructor(limit: number) {
    super(`you have ${limit} unfinished uploads; finish or cancel one first`);
  }
}

/** UP-19: no place to receive became free in time. */
export class UploadsBusy extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'service.unavailable';
  override readonly retryAfterSeconds = 30;
  constructor() {
    super('too many uploads are arriving at the moment; try again in half a minute');
  }
}

function extensionOf(filename: string): string {
  return /\.[\p{L}\p{N}]{1,12}$/u.exec(filename)?.[0].toLowerCase() ?? 'without extension';
}

function isNamedAsAudio(filename: string): boolean {
  return (SUPPORTED_AUDIO as readonly string[]).includes(extensionOf(filename));
}

function wrongName(filename: string): string {
  return `unsupported file type: ${extensionOf(filename)}. supported: ${SUPPORTED_AUDIO.join(', ')}`;
}

function heldInstead(filename: string, head: Buffer | undefined): string {
  const seen = head && looksLike(head);
  return `this file is named ${extensionOf(filename)} but holds no audio we can read${seen ? `: it looks like ${seen}` : ''}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
