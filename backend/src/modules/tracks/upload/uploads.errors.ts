import { DomainError } from '../../../common/errors.js';

export class FileRequired extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'request.invalid';
  override readonly extra = {
    errors: [{ path: 'file', message: 'choose an audio file', code: 'required' }],
  };
  constructor() {
    super('file: choose an audio file');
  }
}

/** UP-19: so many of one artist are arriving or being worked on. */
export class TooManyUploads extends DomainError {
  readonly kind = 'limited';
  readonly code = 'uploads.quota';
  override readonly retryAfterSeconds = 5;
  constructor(limit: number) {
    super(`${limit} of your uploads are still on their way; the next one can start in a moment`);
  }
}

export class HourlyQuotaReached extends DomainError {
  readonly kind = 'limited';
  readonly code = 'uploads.quota';
  constructor(
    what: string,
    override readonly retryAfterSeconds: number,
  ) {
    super(`you have reached the limit of ${what} an hour; try again in ${Math.ceil(retryAfterSeconds / 60)} min`);
  }
}

/** UP-07. The number is the track that is there already. */
export class DuplicateUpload extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'uploads.duplicate';
  constructor(trackId: number) {
    super(`duplicate upload: track already exists (id: ${trackId})`);
  }
}

/** The artist removed the track while its upload was being worked on. */
export class UploadCancelled extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'uploads.cancelled';
  constructor() {
    super('this upload was removed before it was finished');
  }
}
