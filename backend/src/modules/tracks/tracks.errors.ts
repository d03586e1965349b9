import { DomainError } from '../../common/errors.js';

/** Unknown, removed, or not for the eyes of who asks: all the same to them. */
export class TrackMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'tracks.not_found';
  constructor() {
    super('track not found');
  }
}

/** It was here: its artist removed it, or an operator took it down (TRK-15). */
export class TrackGone extends DomainError {
  readonly kind = 'gone';
  readonly code = 'tracks.gone';
  constructor() {
    super('this track was taken down');
  }
}

export class NotTrackOwner extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'tracks.not_owner';
  constructor(verb: 'edit' | 'delete') {
    super(`you can only ${verb} your own tracks`);
  }
}

/** CON-03: there is nothing on the network that a like or comment could point to. */
export class RecordMissing extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'tracks.missing_record';
  constructor() {
    super("this track has no record on the artist's pds yet");
  }
}

export class RecordExists extends DomainError {
  readonly kind = 'refused';
  readonly code = 'tracks.already_has_record';
  constructor() {
    super('this track already has its record');
  }
}

/** Its record lies in the old namespace, from where it is migrated with all the others (AUTH-15). */
export class MigrationNeeded extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'tracks.migration_needed';
  constructor() {
    super('the record of this track is in the old namespace; migrate your records first');
  }
}

export class NoPublicAudio extends DomainError {
  readonly kind = 'refused';
  readonly code = 'tracks.no_public_url';
  constructor() {
    super('this track has no public audio that a record could name');
  }
}

export class AudioMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'audio.not_found';
  constructor() {
    super('audio file not found');
  }
}
