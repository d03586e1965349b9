import type { Playlist } from '#lib/api/contract.ts';

interface Cover {
  image: string;
  thumbnail: string | null;
}

/** What is printed on the sleeve of a playlist: its cover, else four of its tracks', else the first there is. */
export function sleeveOf({
  image_url,
  thumbnail_url,
  first_covers,
}: Pick<Playlist, 'image_url' | 'thumbnail_url' | 'first_covers'>): readonly Cover[] {
  if (image_url) return [{ image: image_url, thumbnail: thumbnail_url }];
  const covers = first_covers.map((cover) => ({ image: cover.image_url, thumbnail: cover.thumbnail_url }));
  return covers.slice(0, covers.length < 4 ? 1 : 4);
}
