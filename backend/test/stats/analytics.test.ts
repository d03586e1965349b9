import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AnalyticsView, StatsView } from '../../src/modules/stats/stats.dto.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';

let world: World;
let bob: Person;
let guest: Visitor;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  guest = world.visitor();
});
afterAll(() => world.close());

const analytics = async (who: Visitor, of = bob.did) => (await who.get<AnalyticsView>(`/artists/${of}/analytics`)).body;

test('STAT-01, STAT-03: numbers hold what everybody finds, and nothing else', async () => {
  await shelve(world, bob, { title: 'heard', play_count: 3 });
  await shelve(world, bob, { title: 'most', play_count: 5 });
  await shelve(world, bob, { title: 'by link', play_count: 100, visibility: 'unlisted' });
  await shelve(world, bob, { title: 'secret', play_count: 100, visibility: 'private' });
  await shelve(world, bob, { title: 'pending', play_count: 100, publish_state: 'pending' });
  await shelve(world, bob, { title: 'taken down', play_count: 100, moderation: 'takedown' });
  await shelve(world, bob, { title: 'mute', play_count: 100, audio: 'none' });
  await shelve(world, bob, { title: 'gone', play_count: 100, is_deleted: true });
  expect(await analytics(guest)).toMatchObject({
    total_items: 2,
    total_plays: 8,
    top_item: { title: 'most', play_count: 5 },
    top_liked: null,
  });
  expect((await guest.get<StatsView>('/stats')).body).toMatchObject({
    total_tracks: 2,
    total_plays: 8,
    total_artists: 1,
  });
  // The public page says the same to everybody; the artist has numbers of their own.
  expect(await analytics(bob)).toEqual(await analytics(guest));
  expect(await analytics(bob, 'me')).toMatchObject({ total_items: 6, total_plays: 408 });
});

test('STAT-03: an artist without tracks has nothing yet', async () => {
  const eve = await world.artist('eve');
  expect(await analytics(guest, eve.did)).toEqual({
    total_plays: 0,
    total_items: 0,
    top_item: null,
    top_liked: null,
    total_duration_seconds: 0,
  });
});

test('STAT-03: nobody is 404, and one’s own numbers need a sign-in', async () => {
  for (const did of ['did:plc:nobody', 'x'])
    expect(await guest.get(`/artists/${did}/analytics`)).toMatchObject({
      status: 404,
      body: { code: 'artists.not_found' },
    });
  expect(await guest.get('/artists/me/analytics')).toMatchObject({ status: 401, body: { code: 'auth.required' } });
  const carol = await world.person('carol');
  expect(await analytics(carol, 'me')).toMatchObject({ total_items: 0 });
});
