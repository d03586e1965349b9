import type { AlbumListItem, Track } from '#lib/api/contract.ts';

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
