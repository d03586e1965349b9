import { body } from '#lib/api/client.ts';
import { DemoFilling } from '#lib/features/home/demo-filling.svelte.ts';
import { Records } from '#lib/features/home/records.svelte.ts';
import type { PageLoad } from './$types';

/** Nothing is waited for: the page stands at once and fills as answers come. */
export const load: PageLoad = async ({ parent }) => {
  const { app } = await parent();
  void app.latest.refresh();
  const records = new Records(app.api, app.latest);
  void records.read();
  const filling = new DemoFilling({
    config: () => body(app.api.GET('/config')),
    ongrow: () => void Promise.all([app.latest.refresh(), records.read(), app.readStats()]),
  });
  return { records, filling };
};
