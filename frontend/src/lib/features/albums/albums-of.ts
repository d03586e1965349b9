import { body, type Api } from '#lib/api/client.ts';
import type { ArtistAlbumListItem } from '#lib/api/contract.ts';
import { lookOn } from '#lib/features/pds/look-on.ts';
import { PagedList, type PagedListParts } from '#lib/state/paged-list.svelte.ts';

const PAGE = 30;

type Parts = PagedListParts<ArtistAlbumListItem>;

/** The albums of an artist; their own artist is told how the records stand. */
export class ArtistAlbumList extends PagedList<ArtistAlbumListItem> {
  readonly #page: Parts['page'];

  constructor(page: Parts['page']) {
    super({ page, key: ({ id }) => id });
    this.#page = page;
  }

  get onTheWay(): boolean {
    return this.items.some(({ sync_state }) => sync_state === 'pending');
  }

  /** Until it is ended by what this returns. */
  follow(): () => void {
    return lookOn(() => this.look());
  }

  /** How those stand by now that did not stand as they should; which ones are shown stays. */
  async look(): Promise<void> {
    const asked = new Set(this.items.filter(isUnsettled).map(({ id }) => id));
    for (let cursor: string | undefined, more = asked.size > 0; more;) {
      const { items, next_cursor } = await this.#page(cursor);
      const fresh = new Map(items.map((album) => [album.id, album]));
      this.items = this.items.map((album) => fresh.get(album.id) ?? album);
      for (const { id } of items) asked.delete(id);
      cursor = next_cursor ?? undefined;
      more = asked.size > 0 && cursor !== undefined;
    }
  }
}

/** The albums of an artist, page by page; the first is asked for at once. */
export function albumsOf(api: Api, handle: string): ArtistAlbumList {
  const list = new ArtistAlbumList(async (cursor) => {
    const params = { path: { handle }, query: { cursor, limit: PAGE } };
    const { albums, ...rest } = await body(api.GET('/albums/{handle}', { params }));
    return { items: albums, ...rest };
  });
  void list.more();
  return list;
}

const isUnsettled = ({ sync_state }: ArtistAlbumListItem): boolean =>
  sync_state === 'pending' || sync_state === 'failed';
