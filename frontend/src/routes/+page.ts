import { Records } from '#lib/features/home/records.svelte.ts';
import type { PageLoad } from './$types';

/** Nothing is waited for: the page stands at once and fills as answers come. */
export const load: PageLoad = async ({ parent }) => {
  const { app } = await parent();
  void app.latest.refresh();
  const records = new Records(app.api, app.latest);
  void records.read();
  return { records };
};
