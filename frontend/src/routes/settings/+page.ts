import { signedIn } from '#lib/features/profile/doors.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent, url }) => {
  const { app } = await parent();
  return { me: await signedIn(app, url) };
};
