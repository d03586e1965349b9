import { body } from '#lib/api/client.ts';
import { TagTracks } from '#lib/features/tag/tag-tracks.svelte.ts';
import { Recent } from '#lib/state/recent.ts';
import type { PageLoad } from './$types';

const recent = new Recent<TagTracks>();

/** The first page says what the tag is, so it is waited for. */
export const load: PageLoad = async ({ parent, params }) => {
  const { app } = await parent();
  const path = { path: params.name };
  const tag = recent.of(
    `${app.session.me?.did} ${params.name}`,
    () =>
      new TagTracks(
        (cursor) => body(app.api.GET('/tracks/tags/{path}', { params: { path, query: { cursor, limit: 30 } } })),
        app.learn,
      ),
  );
  await tag.begin();
  return { tag };
};
