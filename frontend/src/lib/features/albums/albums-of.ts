import { body, type Api } from '#lib/api/client.ts';
import type { ArtistAlbumListItem } from '#lib/api/contract.ts';
import { PagedList } from '#lib/state/paged-list.svelte.ts';

const PAGE = 30;

/** The albums of an artist, page by page; the first is asked for at once. */
export function albumsOf(api: Api, handle: string): PagedList<ArtistAlbumListItem> {
  const list = new PagedList<ArtistAlbumListItem>({
    page: async (cursor) => {
      const params = { path: { handle }, query: { cursor, limit: PAGE } };
      const { albums, ...rest } = await body(api.GET('/albums/{handle}', { params }));
      return { items: albums, ...rest };
    },
    key: ({ id }) => id,
  });
  void list.more();
  return list;
}
