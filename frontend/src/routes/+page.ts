import { body } from '#lib/api/client.ts';
import type { PageLoad } from './$types';

/** Nothing is waited for: the page stands at once and fills as answers come. */
export const load: PageLoad = async ({ parent }) => {
  const { app } = await parent();
  void app.latest.refresh();
  const albums = body(app.api.GET('/albums', { params: { query: { limit: 12 } } })).then(
    (page) => page.albums,
    // the crate is filled from the latest tracks then
    () => [],
  );
  return { albums };
};
