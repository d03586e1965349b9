import { redirect } from '@sveltejs/kit';
import { Suggestions } from '#lib/features/upload/suggestions.ts';
import { paths } from '#lib/paths.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => {
  const { app } = await parent();
  await app.session.ready;
  if (app.session.status === 'signed-in') redirect(307, paths.portal());
  if (!app.latest.known) void app.latest.refresh();
  const flags = url.searchParams;
  return {
    handle: flags.get('handle') ?? '',
    refusal: flags.get('auth_error'),
    meant: flags.get('meant'),
    suggest: new Suggestions(app).people,
    returnTo: flags.get('return_to'),
  };
};
