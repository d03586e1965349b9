import { DomainError, RequestInvalid } from '../../common/errors.js';

export class ArtistMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'artists.not_found';
  constructor() {
    super('artist not found');
  }
}

/** ST-07: a picture elsewhere would tell its owner who looks at the page. */
export class AvatarElsewhere extends RequestInvalid {
  constructor() {
    const message = 'must be a picture on plyr.fm, or an avatar on the CDN of Bluesky';
    super([{ path: 'avatar_url', message, code: 'isAvatar' }]);
  }
}

/** The person who asks has no artist profile yet. */
export class ProfileMissing extends DomainError {
  readonly kind = 'missing';
  readonly code = 'artists.profile_missing';
  constructor() {
    super('artist profile not found - please create one first');
  }
}

/** AUTH-10: the detail begins with a word that existing clients look for. */
export class ProfileRequired extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'artists.profile_required';
  constructor() {
    super('artist_profile_required: create your artist profile first');
  }
}
