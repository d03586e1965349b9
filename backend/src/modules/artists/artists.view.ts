import type { Person } from '../atproto/index.js';
import type { PreferenceSet } from '../preferences/index.js';
import type { Artist } from './artist.entity.js';
import type { ArtistView } from './artists.dto.js';

/** An artist as the network sees them. */
export function shownArtist(artist: Artist, person?: Person, preferences?: PreferenceSet): ArtistView {
  return {
    did: artist.did,
    handle: person?.handle ?? '',
    display_name: artist.displayName,
    bio: artist.bio,
    avatar_url: artist.avatarUrl,
    created_at: artist.createdAt.toISOString(),
    updated_at: artist.updatedAt.toISOString(),
    show_liked_on_profile: preferences?.showLikedOnProfile ?? false,
  };
}
