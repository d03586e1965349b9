import { body } from '#lib/api/client.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { RecentSearches } from './recent.ts';
import { Search } from './search.svelte.ts';

/** Of each kind. */
const LIMIT = 6;

/** A new search, with what whoever listens searched for before. */
export const searchOf = ({ api, kept, session }: Pick<App, 'api' | 'kept' | 'session'>): Search =>
  new Search({
    recent: new RecentSearches(kept, () => session.me?.did ?? null),
    find: async (q, signal) =>
      (await body(api.GET('/search', { params: { query: { q, limit: LIMIT } }, signal }))).results,
  });
