import type { Playlist, Track } from '#lib/api/contract.ts';
import { coverOf, thumbnailOf } from '#lib/player/cover.ts';

interface Cover {
  image: string;
  thumbnail: string | null;
}

/** What is printed on the sleeve of a playlist: its cover, else four of its tracks', else the first there is. */
export function sleeveOf(
  { image_url, thumbnail_url }: Pick<Playlist, 'image_url' | 'thumbnail_url'>,
  tracks: readonly Track[],
): readonly Cover[] {
  if (image_url) return [{ image: image_url, thumbnail: thumbnail_url }];
  const covers = new Map<string, Cover>();
  for (const track of tracks) {
    const image = coverOf(track);
    if (image && !covers.has(image)) covers.set(image, { image, thumbnail: thumbnailOf(track) });
  }
  return [...covers.values()].slice(0, covers.size < 4 ? 1 : 4);
}
