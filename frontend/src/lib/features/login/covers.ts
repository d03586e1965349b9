import type { Track } from '#lib/api/contract.ts';

/** Different sleeves of the latest tracks, for a wall of so many; where there are too few they come again. */
export function coversOf(tracks: readonly Track[], places = 15): { image: string; thumbnail: string | null }[] {
  const covers = new Map<string, { image: string; thumbnail: string | null }>();
  for (const { album, image_url, thumbnail_url } of tracks) {
    // the tracks of an album mostly show one sleeve, each at an address of its own
    const sleeve = album?.id ?? image_url;
    if (image_url && sleeve && !covers.has(sleeve)) covers.set(sleeve, { image: image_url, thumbnail: thumbnail_url });
  }
  const different = [...covers.values()];
  if (different.length === 0) return [];
  return Array.from({ length: places }, (_, place) => different[place % different.length]).filter(
    (cover) => cover !== undefined,
  );
}
