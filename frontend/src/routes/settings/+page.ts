import { TagFilter } from '#lib/features/settings/tag-filter.ts';
import type { PageLoad } from './$types';

/** Open to guests: what they choose is kept in this browser. */
export const load: PageLoad = async ({ parent }) => {
  const { app } = await parent();
  // what is usual here, for who has chosen nothing
  app.config().catch(() => undefined);
  await app.session.ready;
  return { filter: new TagFilter(app) };
};
