import { body } from '#lib/api/client.ts';
import type { LikesOfUser } from '#lib/api/contract.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { TrackFeed } from '#lib/state/track-feed.svelte.ts';

type Parts = Pick<App, 'api' | 'learn'>;

const PAGE = 50;

export const pageOfLikes = ({ api }: Parts, handle: string, query: { cursor?: string; limit: number }) =>
  body(api.GET('/users/{handle}/likes', { params: { path: { handle }, query } }));

/** LIKE-04: what somebody likes, for everyone; the first page was waited for. */
export async function likesOfUser(app: Parts, handle: string): Promise<LikesOfUser & { feed: TrackFeed }> {
  const first = await pageOfLikes(app, handle, { limit: PAGE });
  let answered = false;
  const feed = new TrackFeed({
    page: (cursor) => {
      if (cursor || answered) return pageOfLikes(app, handle, { cursor, limit: PAGE });
      answered = true;
      return Promise.resolve(first);
    },
    onread: app.learn,
  });
  await feed.refresh();
  return { ...first, feed };
}
