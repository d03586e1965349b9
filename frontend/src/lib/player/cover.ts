import type { Track } from '../api/contract.ts';

/** The picture of a track: its own, its album's, its artist's (PL-02). */
export function coverOf(track: Track): string | null {
  return track.image_url ?? track.album?.image_url ?? track.artist_avatar_url;
}

/** The same, small. */
export function thumbnailOf(track: Track): string | null {
  return track.thumbnail_url ?? track.image_url ?? track.album?.thumbnail_url ?? coverOf(track);
}
