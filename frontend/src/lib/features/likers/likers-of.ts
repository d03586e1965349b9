import { body, type Api } from '#lib/api/client.ts';
import type { Liker } from '#lib/api/contract.ts';
import { PagedList } from '#lib/state/paged-list.svelte.ts';

const PAGE = 50;

/** Who likes a track, the last ones first (LIKE-06). */
export const likersOf = ({ api }: { api: Api }, trackId: number): PagedList<Liker> =>
  new PagedList({
    page: async (cursor) => {
      const params = { path: { id: trackId }, query: { limit: PAGE, cursor } };
      const { users, ...rest } = await body(api.GET('/tracks/{id}/likes', { params }));
      return { items: users, ...rest };
    },
    key: ({ did }) => did,
  });
