import { ApiSchema } from '@nestjs/swagger';
import { IsOptional, IsString, Length, MaxLength, ValidateBy } from 'class-validator';
import { Omittable, Trimmed, TrimmedText } from '../../platform/http/index.js';
import type { SyncState } from '../atproto/index.js';

const MAX_BIO = { graphemes: 256, bytes: 2560 };
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The bounds of the profile record, so that what is saved can be published. */
const IsBio = () =>
  ValidateBy({
    name: 'maxLength',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        Buffer.byteLength(value) <= MAX_BIO.bytes &&
        [...graphemes.segment(value)].length <= MAX_BIO.graphemes,
      defaultMessage: () => `must be at most ${MAX_BIO.graphemes} characters`,
    },
  });

@ApiSchema({ description: 'The public profile of an artist.' })
export class ArtistView {
  did!: string;
  handle!: string;
  display_name!: string;
  bio!: string | null;
  avatar_url!: string | null;
  created_at!: string;
  updated_at!: string;
  /** Whether the page shows what the artist likes. */
  show_liked_on_profile!: boolean;
  /** How the profile record stands; for the artist only. */
  sync_state?: SyncState;
}

@ApiSchema({ description: 'An artist profile to create, or to replace the name of.' })
export class NewArtist {
  @IsString() @Trimmed() @Length(1, 256) display_name!: string;

  /** At most 256 characters; empty or null removes it. */
  @IsBio() @TrimmedText() @IsOptional() bio?: string | null;

  /** Address of a picture on our own server or on the CDN of Bluesky; null removes it. A new artist who leaves it out gets the avatar of their Bluesky profile. */
  @IsString() @MaxLength(2000) @IsOptional() avatar_url?: string | null;
}

@ApiSchema({ description: 'What to change of an artist profile; what is left out stays.' })
export class ArtistChange {
  @IsString() @Trimmed() @Length(1, 256) @Omittable() display_name?: string;

  /** At most 256 characters; empty or null removes it. */
  @IsBio() @TrimmedText() @IsOptional() bio?: string | null;

  /** Address of a picture on our own server or on the CDN of Bluesky; null removes it. */
  @IsString() @MaxLength(2000) @IsOptional() avatar_url?: string | null;
}

@ApiSchema({ description: 'What an artist profile could begin with: the Bluesky profile of who asks.' })
export class ProfileSuggestion {
  display_name!: string | null;
  bio!: string | null;
  avatar_url!: string | null;
}
