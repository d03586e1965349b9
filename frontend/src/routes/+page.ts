import { body } from '#lib/api/client.ts';
import type { DemoFilling } from '#lib/features/home/demo-filling.svelte.ts';
import type { LinkedTrack } from '#lib/features/home/linked-track.ts';
import { Records } from '#lib/features/home/records.svelte.ts';
import { TagFilter } from '#lib/features/settings/tag-filter.ts';
import type { App } from '#lib/state/app.svelte.ts';
import type { PageLoad } from './$types';

/** The page's own request is under way since its first bytes: what comes so soon is drawn once, and not twice. */
const SOON_MS = 100;

/** Nothing is waited for longer: the page stands, and fills as answers come. */
export const load: PageLoad = async ({ parent, url }) => {
  const { app } = await parent();
  const records = new Records(app.api, app.latest);
  const known = Promise.all([app.latest.refresh(), records.read()]).then(() => records.fetchCover());
  if (!app.latest.known) await Promise.race([known, new Promise((resolve) => setTimeout(resolve, SOON_MS))]);
  return { records, filter: new TagFilter(app), filling: demoFilling(app, records), linked: linkedTrack(app, url) };
};

/** TRK-08: the form in which tracks were shared once. */
async function linkedTrack(app: App, { searchParams }: URL): Promise<LinkedTrack | null> {
  if (!searchParams.has('track')) return null;
  const { readLinkedTrack } = await import('#lib/features/home/linked-track.ts');
  return readLinkedTrack(app, searchParams);
}

/** Only a local instance fills itself with a demo catalogue, once; the others need not carry what shows it. */
async function demoFilling(app: App, records: Records): Promise<DemoFilling | null> {
  const { demo } = await app.config().catch(() => ({ demo: undefined }));
  if (!demo) return null;
  const { DemoFilling } = await import('#lib/features/home/demo-filling.svelte.ts');
  return new DemoFilling({
    config: () => body(app.api.GET('/config')),
    ongrow: () => void Promise.all([app.latest.refresh(), records.read(), app.readStats()]),
  });
}
