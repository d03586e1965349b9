import { body } from '#lib/api/client.ts';
import { TagTracks } from '#lib/features/tag/tag-tracks.svelte.ts';
import type { PageLoad } from './$types';

/** The first page says what the tag is, so it is waited for. */
export const load: PageLoad = async ({ parent, params }) => {
  const { app } = await parent();
  const path = { path: params.name };
  const tag = new TagTracks((cursor) =>
    body(app.api.GET('/tracks/tags/{path}', { params: { path, query: { cursor, limit: 30 } } })),
  );
  await tag.begin();
  app.queue.learn(tag.feed.tracks);
  return { tag };
};
