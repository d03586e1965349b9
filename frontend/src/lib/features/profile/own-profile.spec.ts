import { expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import type { Artist, SyncState } from '#lib/api/contract.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { OwnProfile } from './own-profile.svelte.ts';

function made(known: Artist | null | undefined, ...states: SyncState[]) {
  const api = createApi({
    baseUrl: 'http://plyr.test',
    fetch: ({ method }) => {
      if (method === 'POST') return Promise.resolve(Response.json({ retried: 1 }));
      const sync_state = states.shift();
      return Promise.resolve(sync_state ? Response.json({ sync_state }) : new Response('{}', { status: 404 }));
    },
  });
  return new OwnProfile({ api, toasts: new Toasts() }, known);
}

test('CON-10: a profile stands as it was read last', async () => {
  const profile = made({ sync_state: 'failed' } as Artist, 'pending', 'synced');
  expect(profile.standing).toBe('failed');
  await profile.pds.retry();
  expect(profile.standing).toBe('pending');
  await profile.read();
  expect(profile.standing).toBe('synced');
});

test('CON-10: of no profile nothing is said, nor of one that cannot be read', async () => {
  const profile = made(null);
  await profile.read();
  expect(profile.standing).toBeUndefined();
});
