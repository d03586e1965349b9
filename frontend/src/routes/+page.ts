import { body, type Api } from '#lib/api/client.ts';
import { Records } from '#lib/features/home/records.svelte.ts';
import type { PageLoad } from './$types';

/** Nothing is waited for: the page stands at once and fills as answers come. */
export const load: PageLoad = async ({ parent }) => {
  const { app } = await parent();
  void app.latest.refresh();
  const records = new Records(app.api, app.latest);
  void records.read();
  return { records, composing: isComposing(app.api) };
};

/** Only a local instance fills itself with a demo catalogue, once; the others need not carry what shows it. */
async function isComposing(api: Api): Promise<boolean> {
  try {
    return (await body(api.GET('/config'))).demo !== undefined;
  } catch {
    return false;
  }
}
