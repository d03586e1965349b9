import { body } from '#lib/api/client.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { signedIn } from '#lib/features/profile/doors.ts';
import { returnPath } from '#lib/features/profile/return-path.ts';
import type { PageLoad } from './$types';

/** AUTH-17: begun with the profile that is there, else with what the own server of the listener says. */
export const load: PageLoad = async ({ parent, url }) => {
  const { app } = await parent();
  const me = await signedIn(app, url);
  const suggestion = body(app.api.GET('/artists/me/suggestion')).catch(() => null);
  const own = me.has_artist_profile ? body(app.api.GET('/artists/me')).catch(missing) : null;
  return {
    me,
    returnTo: returnPath(url),
    start: { own: await own, suggestion: await suggestion, handle: me.handle },
  };
};

function missing(problem: unknown): null {
  if (problem instanceof ApiProblem && problem.status === 404) return null;
  throw problem;
}
