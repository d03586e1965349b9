import { isRedirect } from '@sveltejs/kit';
import { describe, expect, test } from 'vitest';
import type { Me } from '#lib/api/contract.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import type { App } from '#lib/state/app.svelte.ts';
import { artist, signedIn } from './doors.ts';

const app = (me: Partial<Me> | null) => ({ session: { known: () => Promise.resolve(me) } }) as unknown as App;
const at = (path: string) => new URL(path, 'http://plyr.example');

async function sentTo(door: Promise<unknown>): Promise<string | undefined> {
  const thrown: unknown = await door.catch((reason: unknown) => reason);
  return isRedirect(thrown) ? thrown.location : undefined;
}

describe('AUTH-10: the doors of pages', () => {
  test('a guest is led to the login, and back to the page with its question', async () => {
    expect(await sentTo(signedIn(app(null), at('/portal?q=tide')))).toBe('/login?return_to=%2Fportal%3Fq%3Dtide');
  });
  test('who has no profile makes one first', async () => {
    const noArtist = app({ did: 'did:plc:l', has_artist_profile: false });
    expect(await sentTo(artist(noArtist, at('/upload')))).toBe('/profile/setup?return_to=%2Fupload');
    expect(await sentTo(signedIn(noArtist, at('/library')))).toBeUndefined();
  });
  test('while nobody can say who it is, nobody is led away', async () => {
    const session = { known: () => Promise.reject(ApiProblem.unreachable()) };
    await expect(signedIn({ session } as unknown as App, at('/portal'))).rejects.toMatchObject({ status: 0 });
  });
  test('an artist walks in', async () => {
    const me = { did: 'did:plc:a', has_artist_profile: true };
    expect(await artist(app(me), at('/upload'))).toBe(me);
  });
});
