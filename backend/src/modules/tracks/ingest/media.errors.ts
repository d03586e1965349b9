import { DomainError } from '../../../common/errors.js';

/** The bytes that a record names are not such as we take; another try would end the same. */
export class MediaRefused extends DomainError {
  readonly kind = 'refused';
  readonly code = 'tracks.media_refused';
}

/** A repository did not give the bytes that a record names; it may, later. */
export class BlobUnavailable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'tracks.blob_unavailable';
  constructor(status: number) {
    super(`the artist's pds answered ${status} instead of the audio`);
  }
}
