import { PUBLIC_API_URL } from '$app/env/public';
import { App } from '#lib/state/app.svelte.ts';
import { Retries } from '#lib/features/tracks/retries.svelte.ts';
import type { LayoutLoad } from './$types';

// a static client: the shell is served as it is and the browser does the rest
export const ssr = false;

let built: { app: App; retries: Retries } | undefined;

/** Builds the app once, and what lists share beside it. With an exchange token in the address the session is made before any page asks for data. */
export const load: LayoutLoad = async ({ url }) => {
  if (built) return built;
  const app = new App(PUBLIC_API_URL);
  built = { app, retries: new Retries(app) };
  const token = url.searchParams.get('exchange_token');
  const known = app.session.begin(token);
  if (token)
    await known.catch(() => app.toasts.error('that sign-in link was used already or is too old. sign in again.'));
  return built;
};
