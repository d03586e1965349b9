import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Clock, MINUTE_MS } from '../../src/common/clock.js';
import { uuid } from '../../src/common/ids.js';
import type { AnalyticsView, StatsView } from '../../src/modules/stats/stats.dto.js';
import type { PlayCount } from '../../src/modules/tracks/plays/plays.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import { Events } from '../../src/platform/events/index.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';

let world: World;
let bob: Person;
let songId: number;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
});
afterAll(() => world.close());
beforeEach(async () => {
  songId = await published(bob, { title: 'played' });
});

const play = (who: Visitor, report?: object) => who.post<PlayCount>(`/tracks/${songId}/play`, report);
const agent = (name: string) => {
  const visitor = world.visitor();
  return {
    visitor,
    play: () => visitor.call<PlayCount>('POST', `/tracks/${songId}/play`, undefined, { 'user-agent': name }),
  };
};

describe('TRK-06: a play', () => {
  test('is counted at once and shown', async () => {
    expect((await play(world.visitor())).body).toEqual({ play_count: 1, counted: true });
    expect((await bob.get<TrackView>(`/tracks/${songId}`)).body.play_count).toBe(1);
  });

  test('of the same browser within the window is the same play, with the cookie and before it', async () => {
    const { visitor, play: again } = agent('a browser');
    expect((await again()).body.counted).toBe(true);
    expect(visitor.cookies.get('plyr_play_id')).toMatch(/^[\w-]{24}$/);
    expect((await again()).body).toEqual({ play_count: 1, counted: false });
    expect((await again()).body).toEqual({ play_count: 1, counted: false });
  });

  test('of a program without cookies is counted once, however often it asks', async () => {
    for (let n = 0; n < 3; n++) await agent('a program').play();
    expect((await play(world.visitor())).body.play_count).toBe(2);
  });

  test('of somebody signed in is theirs in every browser', async () => {
    const alice = await world.person('alice');
    const elsewhere = alice.elsewhere();
    await elsewhere.signIn();
    expect((await play(alice)).body.counted).toBe(true);
    expect((await play(elsewhere)).body).toEqual({ play_count: 1, counted: false });
    expect(alice.cookies.has('plyr_play_id')).toBe(false);
  });

  test('counts again when the window is over', async () => {
    const { play: again } = agent('a browser');
    await again();
    await world.database.rows(`update play_events set created_at = now() - interval '31 seconds'`);
    expect((await again()).body).toEqual({ play_count: 2, counted: true });
  });

  test('of one session is written once', async () => {
    const report = { play_session_id: uuid(), listened_ms: 30_000, ref: 'home' };
    expect((await play(agent('one').visitor, report)).body.counted).toBe(true);
    expect((await play(agent('two').visitor, report)).body).toEqual({ play_count: 1, counted: false });
    const events = await world.database.rows('select listened_ms, ref, source from play_events where track_id = $1', [
      songId,
    ]);
    expect(events).toEqual([{ listened_ms: 30_000, ref: 'home', source: 'web' }]);
  });

  test('P-DB-05: at the same moment from many is counted for each, from one is counted once', async () => {
    const { visitor } = agent('a browser');
    await play(visitor);
    await world.database.rows(`delete from play_events`);
    const others = Array.from({ length: 8 }, (_, n) => agent(`other ${n}`));
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, () => play(visitor)),
      ...others.map((other) => other.play()),
    ]);
    expect(answers.filter(({ body }) => body.counted)).toHaveLength(9);
    expect((await bob.get<TrackView>(`/tracks/${songId}`)).body.play_count).toBe(10);
  });

  test('TRK-13: the counter is what the events say', async () => {
    for (const name of ['one', 'two', 'two', 'three']) await agent(name).play();
    const [row] = await world.database.rows<{ counted: number; shown: number }>(
      `select count(*) filter (where is_counted)::int as counted, max(play_count) as shown
         from play_events join tracks on tracks.id = track_id where track_id = $1`,
      [songId],
    );
    expect(row).toEqual({ counted: 3, shown: 3 });
  });

  test('nobody can tell from an event who listened', async () => {
    await agent('a browser').play();
    const [event] = await world.database.rows<{ listener_key: Buffer; did: string | null }>(
      'select listener_key, did from play_events where track_id = $1',
      [songId],
    );
    expect(event?.listener_key).toHaveLength(32);
    expect(event?.did).toBeNull();
  });
});

test('TRK-06: what is not there, or not for one’s eyes, is not played', async () => {
  const privateId = await published(bob, { title: 'mine', visibility: 'private', file: await song() });
  for (const id of [privateId, 999_999]) {
    expect(await world.visitor().post(`/tracks/${id}/play`)).toMatchObject({ status: 404 });
  }
  expect(await bob.post(`/tracks/${privateId}/play`)).toMatchObject({ status: 200, body: { counted: true } });
});

test('TRK-06: a report that makes no sense is refused', async () => {
  for (const report of [{ play_session_id: 'x' }, { listened_ms: -1 }, { other: 1 }]) {
    expect(await play(world.visitor(), report)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
  }
});

test('STAT-01, P-DB-07: the numbers of the whole catalogue are counted once a minute, whatever arrives', async () => {
  const clock = world.get(Clock);
  const stats = async () => (await world.visitor().get<StatsView>('/stats')).body;
  const { now } = clock;
  const later = (minutes: number) => (clock.now = () => new Date(Date.now() + minutes * MINUTE_MS));
  try {
    later(2);
    const before = await stats();
    await agent('a browser').play();
    await published(bob, { title: 'one more', file: await song('mp3', 3) });
    world.get(Events).emit('tracks.arrived', { trackIds: [songId] });
    await world.settled();
    expect(await stats()).toEqual(before);
    later(4);
    const after = await stats();
    expect(after).toMatchObject({ total_tracks: before.total_tracks + 1, total_artists: 1 });
    expect(after.total_plays).toBe(before.total_plays + 1);
    expect(after.total_duration_seconds).toBe(before.total_duration_seconds + 3);
  } finally {
    clock.now = now;
  }
});

test('ART-03: what an artist published, as others see it and as they do themselves', async () => {
  const eve = await world.artist('eve');
  const ids = [await published(eve, { title: 'first' }), await published(eve, { title: 'second', file: await song() })];
  await published(eve, { title: 'hidden', visibility: 'private', file: await song() });
  await world.settled();
  await world.visitor().post(`/tracks/${ids[1]}/play`);
  await bob.post(`/tracks/${ids[0]}/like`);
  const { body: shown } = await world.visitor().get<AnalyticsView>(`/artists/${eve.did}/analytics`);
  expect(shown).toEqual({
    total_plays: 1,
    total_items: 2,
    total_duration_seconds: 4,
    top_item: { id: ids[1], title: 'second', play_count: 1 },
    top_liked: { id: ids[0], title: 'first', play_count: 1 },
  });
  expect((await eve.get<AnalyticsView>('/artists/me/analytics')).body.total_items).toBe(3);
  expect(await world.visitor().get('/artists/me/analytics')).toMatchObject({ status: 401 });
});
