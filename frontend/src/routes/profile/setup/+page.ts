import { body } from '#lib/api/client.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { signedIn } from '#lib/features/profile/doors.ts';
import { OwnProfile } from '#lib/features/profile/own-profile.svelte.ts';
import { ProfileDraft } from '#lib/features/profile/profile-draft.svelte.ts';
import { returnPath } from '#lib/features/profile/return-path.ts';
import type { PageLoad } from './$types';

/** AUTH-17: begun with the profile that is there, else with what the own server of the listener says. */
export const load: PageLoad = async ({ parent, url }) => {
  const { app } = await parent();
  const me = await signedIn(app, url);
  const [suggestion, own] = await Promise.all([
    body(app.api.GET('/artists/me/suggestion')).catch(() => null),
    me.has_artist_profile ? body(app.api.GET('/artists/me')).catch(missing) : null,
  ]);
  return {
    room: {
      draft: new ProfileDraft(app.api, { own, suggestion, handle: me.handle }),
      profile: new OwnProfile(app, own),
      handle: me.handle,
      isNew: own === null,
      suggestedPicture: suggestion?.avatar_url ?? null,
      returnTo: returnPath(url),
    },
  };
};

function missing(problem: unknown): null {
  if (problem instanceof ApiProblem && problem.status === 404) return null;
  throw problem;
}
