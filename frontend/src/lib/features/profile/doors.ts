import { redirect } from '@sveltejs/kit';
import type { Me } from '#lib/api/contract.ts';
import { paths } from '#lib/paths.ts';
import type { App } from '#lib/state/app.svelte.ts';

type Session = Pick<App, 'session'>;

const here = (url: URL): string => url.pathname + url.search;

/** The door of pages for people who are signed in; guests are led to the login and back. Throws while nobody can say. */
export async function signedIn({ session }: Session, url: URL): Promise<Me> {
  const me = await session.known();
  if (!me) redirect(307, paths.login(here(url)));
  return me;
}

/** The door of pages for artists (AUTH-10): who has no profile yet makes one first and comes back. */
export async function artist(app: Session, url: URL): Promise<Me> {
  const me = await signedIn(app, url);
  if (!me.has_artist_profile) redirect(307, `${paths.profileSetup()}?return_to=${encodeURIComponent(here(url))}`);
  return me;
}
