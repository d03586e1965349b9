import { DomainError } from '../../../common/errors.js';

export class StorageKeyInvalid extends DomainError {
  readonly kind = 'failed';
  readonly code = 'internal.error';
  constructor(key: string) {
    super(`not a storage key: ${JSON.stringify(key.slice(0, 80))}`);
  }
}

export class ObjectMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'media.not_found';
  constructor(readonly key: string) {
    super('file not found');
  }
}

/** Full, unreachable, or it kept something else than it was given. Trying again may help. */
export class StorageFailed extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'service.unavailable';
  override readonly retryAfterSeconds = 30;
  constructor(reason: string, cause?: unknown) {
    super(`file storage is unavailable: ${reason}`);
    this.cause = cause;
  }
}
