import type { AlbumListItem, Track } from '#lib/api/contract.ts';

/** So many whole sleeves a window shows before it is scrolled: their covers are fetched first. */
const IN_FRONT = { phone: 2, wide: 4 };
export const inFront = (): number => (matchMedia('(width < 700px)').matches ? IN_FRONT.phone : IN_FRONT.wide);
/** How wide a sleeve is; on phones a little less is said, see `artwork.ts`. */
export const SLEEVE_SIZES = '(width < 700px) 100px, min(24vw, 288px)';

export type NewRecord = Pick<
  AlbumListItem,
  'id' | 'title' | 'slug' | 'artist' | 'artist_handle' | 'image_url' | 'thumbnail_url'
>;

/** The newest records first: in the order in which their tracks came out, then the others as they are listed. */
export function newRecords(latest: readonly Track[], albums: readonly AlbumListItem[], most = 12): NewRecord[] {
  const records = new Map<string, NewRecord>();
  for (const { album, artist, artist_handle } of latest) {
    if (album && !records.has(album.id)) records.set(album.id, { ...album, artist, artist_handle });
  }
  // The list knows the cover also of an album that has none of its own; a record keeps its place.
  for (const album of albums) records.set(album.id, album);
  return [...records.values()].slice(0, most);
}
