import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LikesOfUser } from '../../src/modules/tracks/liked/liked.dto.js';
import type { TrackPage } from '../../src/modules/tracks/tracks.dto.js';
import type { ArtistView } from '../../src/modules/artists/index.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { shelve, type Shelved } from '../tracks/catalogue.js';

let world: World;
let bob: Person;
let alice: Person;
let guest: Visitor;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  guest = world.visitor();
});
beforeEach(async () => {
  alice = await world.person('alice');
});
afterAll(() => world.close());

/** Alice likes new tracks of these titles, one after the other. */
async function liked(...titles: string[]): Promise<Map<string, { id: number; uri: string }>> {
  const tracks = new Map<string, { id: number; uri: string }>();
  for (const title of titles) {
    const id = await shelve(world, bob, { title });
    await like(id);
    const row = await world.database.one<{ uri: string }>('select uri from tracks where id = $1', [id]);
    tracks.set(title, { id, uri: row?.uri ?? '' });
  }
  return tracks;
}
async function like(id: number): Promise<void> {
  expect(await alice.post(`/tracks/${id}/like`)).toMatchObject({ status: 200 });
}
const own = async (query = '') => (await alice.get<TrackPage>(`/tracks/liked${query}`)).body;
const ofAlice = async (who: Visitor = guest, query = '') =>
  (await who.get<LikesOfUser>(`/users/${alice.handle}/likes${query}`)).body;
const titles = ({ tracks }: { tracks: { title: string }[] }) => tracks.map(({ title }) => title);
/** A track that others cannot see any more after it was liked. */
async function changed(id: number, state: Pick<Shelved, 'visibility'>): Promise<void> {
  await world.database.rows('update tracks set visibility = $2 where id = $1', [id, state.visibility]);
}

describe('LIKE-03: what one likes', () => {
  test('is shown newest first, as liked', async () => {
    await liked('one', 'two', 'three');
    const page = await own();
    expect(titles(page)).toEqual(['three', 'two', 'one']);
    expect(page).toMatchObject({ next_cursor: null, has_more: false });
    expect(page.tracks.every(({ is_liked }) => is_liked)).toBe(true);
  });

  test('keeps the order that one made, with new likes on top', async () => {
    const tracks = await liked('one', 'two', 'three');
    const items = ['two', 'three', 'one'].map((title) => ({ uri: tracks.get(title)?.uri, cid: 'any' }));
    expect(await alice.put('/lists/liked/reorder', { items })).toMatchObject({ status: 200 });
    expect(titles(await own())).toEqual(['two', 'three', 'one']);
    await liked('four');
    expect(titles(await own())).toEqual(['four', 'two', 'three', 'one']);
    expect(titles(await ofAlice())).toEqual(['four', 'two', 'three', 'one']);
    // LST-09: it survives signing in again.
    await alice.signIn();
    await world.settled();
    expect(titles(await own())).toEqual(['four', 'two', 'three', 'one']);
  });

  test('comes in pages that miss none and repeat none', async () => {
    const tracks = await liked('a', 'b', 'c', 'd', 'e');
    const items = ['c', 'a', 'b', 'e', 'd'].map((title) => ({ uri: tracks.get(title)?.uri, cid: 'any' }));
    await alice.put('/lists/liked/reorder', { items });
    await liked('f');
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: TrackPage = await own(`?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      seen.push(...titles(page));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen).toEqual(['f', 'c', 'a', 'b', 'e', 'd']);
  });

  test('GEN-06: leaves out what one may not see, and fills the page from behind it', async () => {
    const tracks = await liked('shown', 'hidden', 'gone', 'first');
    await changed(tracks.get('hidden')?.id ?? 0, { visibility: 'private' });
    await world.database.rows('update tracks set deleted_at = now() where id = $1', [tracks.get('gone')?.id]);
    expect(titles(await own('?limit=2'))).toEqual(['first', 'shown']);
    expect(await ofAlice()).toMatchObject({ count: 2, tracks: [{ title: 'first' }, { title: 'shown' }] });
    // The artist sees their own.
    expect(titles(await ofAlice(bob))).toEqual(['first', 'hidden', 'shown']);
    expect(await ofAlice(bob)).toMatchObject({ count: 3 });
  });

  test('a taken back like is not among them', async () => {
    const tracks = await liked('kept', 'taken back');
    await alice.delete(`/tracks/${tracks.get('taken back')?.id}/like`);
    expect(titles(await own())).toEqual(['kept']);
  });

  test('is nothing for guests, and a bad cursor is said so', async () => {
    expect(await guest.get('/tracks/liked')).toMatchObject({ status: 401, body: { code: 'auth.required' } });
    for (const path of ['/tracks/liked', `/users/${alice.handle}/likes`]) {
      expect(await alice.get(`${path}?cursor=nonsense`)).toMatchObject({
        status: 400,
        body: { code: 'request.invalid_cursor' },
      });
      expect(await alice.get(`${path}?limit=101`)).toMatchObject({ status: 422 });
    }
  });
});

describe('LIKE-04: what someone likes', () => {
  test('is public, with who they are, and says what the viewer likes', async () => {
    const tracks = await liked('one', 'two');
    await bob.post(`/tracks/${tracks.get('one')?.id}/like`);
    expect(await ofAlice()).toMatchObject({
      user: { did: alice.did, handle: alice.handle, display_name: null, avatar_url: null },
      count: 2,
      tracks: [
        { title: 'two', is_liked: false },
        { title: 'one', is_liked: false },
      ],
      next_cursor: null,
      has_more: false,
    });
    expect((await ofAlice(bob)).tracks.map(({ is_liked }) => is_liked)).toEqual([false, true]);
    const first = await ofAlice(guest, '?limit=1');
    expect(first).toMatchObject({ count: 2, has_more: true, tracks: [{ title: 'two' }] });
    expect(titles(await ofAlice(guest, `?limit=1&cursor=${encodeURIComponent(first.next_cursor ?? '')}`))).toEqual([
      'one',
    ]);
  });

  test('AUTH-21: is found under a former handle, and with capitals', async () => {
    await liked('one');
    const former = alice.handle;
    await world.database.rows('update accounts set handle = $2 where did = $1', [alice.did, `new-${former}`]);
    const { body } = await guest.get<LikesOfUser>(`/users/${former}/likes`);
    expect(body).toMatchObject({ user: { handle: `new-${former}` }, count: 1 });
    expect(await guest.get(`/users/NEW-${former.toUpperCase()}/likes`)).toMatchObject({ body: { count: 1 } });
  });

  test('nobody, or nobody any more, is 404', async () => {
    expect(await guest.get('/users/nobody.test/likes')).toMatchObject({
      status: 404,
      body: { code: 'users.not_found' },
    });
    await world.database.rows(`update accounts set status = 'deactivated' where did = $1`, [alice.did]);
    expect(await guest.get(`/users/${alice.handle}/likes`)).toMatchObject({ status: 404 });
  });

  test('LIKE-05: the artist decides whether their page shows it', async () => {
    const shows = async () => (await guest.get<ArtistView>(`/artists/${bob.did}`)).body.show_liked_on_profile;
    expect(await shows()).toBe(false);
    await bob.put('/preferences/', { show_liked_on_profile: true });
    expect(await shows()).toBe(true);
  });
});
