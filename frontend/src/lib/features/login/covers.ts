import type { Track } from '#lib/api/contract.ts';

/** Different sleeves of the latest tracks, for a wall of so many; where there are too few they come again. */
export function coversOf(tracks: readonly Track[], places = 15): { image: string; thumbnail: string | null }[] {
  const covers = new Map<string, { image: string; thumbnail: string | null }>();
  for (const { image_url, thumbnail_url } of tracks) {
    if (image_url && !covers.has(image_url)) covers.set(image_url, { image: image_url, thumbnail: thumbnail_url });
  }
  const different = [...covers.values()];
  if (different.length === 0) return [];
  return Array.from({ length: places }, (_, place) => different[place % different.length]).filter(
    (cover) => cover !== undefined,
  );
}
