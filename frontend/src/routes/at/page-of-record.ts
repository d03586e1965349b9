import { body } from '#lib/api/client.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { paths } from '#lib/paths.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { ownPlaylists } from '#lib/state/playlists.svelte.ts';

export interface RecordAddress {
  uri: string;
  did: string;
  collection: string;
}

/** Reads an AT-URI out of an address bar: browsers and proxies may have taken one of its slashes, people the scheme. */
export function addressOf(text: string): RecordAddress | null {
  const [did = '', collection = '', rkey = '', ...more] = text.replace(/^at:\/{1,2}/, '').split('/');
  if (!did.startsWith('did:') || !collection.includes('.') || !rkey || more.length > 0) return null;
  return { uri: `at://${did}/${collection}/${rkey}`, did, collection };
}

/** The page of a record; null when nothing here is known by that address. */
export async function pageOfRecord(app: Pick<App, 'api' | 'session' | 'toasts'>, text: string): Promise<string | null> {
  const record = addressOf(text);
  if (!record) return null;
  const { uri, did, collection } = record;
  const { api, session } = app;
  if (collection.endsWith('.track'))
    return orNull(async () => paths.track(await body(api.GET('/tracks/by-uri', { params: { query: { uri } } }))));
  if (collection.endsWith('.actor.profile'))
    return orNull(async () =>
      paths.artist((await body(api.GET('/artists/{did}', { params: { path: { did } } }))).handle),
    );
  if (collection.endsWith('.list')) {
    await session.ready;
    const playlists = ownPlaylists(app);
    if (session.me?.did === did) await playlists.read();
    const shown = await body(api.GET('/lists/playlists/by-artist/{did}', { params: { path: { did } } }));
    const found = [...shown, ...(playlists.all ?? [])].find(({ atproto_record_uri }) => atproto_record_uri === uri);
    return found ? paths.playlist(found) : null;
  }
  return null;
}

async function orNull(find: () => Promise<string>): Promise<string | null> {
  try {
    return await find();
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 404) return null;
    throw problem;
  }
}
