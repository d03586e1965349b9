import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import { TrackViews } from '../../src/modules/tracks/index.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { shelve, type Shelved } from './catalogue.js';

interface Page {
  tracks: TrackView[];
  next_cursor: string | null;
  has_more: boolean;
  total?: number;
}

let world: World;
let bob: Person;
let ada: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  ada = await world.artist('ada');
});
afterAll(() => world.close());

const list = async (who: Visitor, query = '') => (await who.get<Page>(`/tracks/?limit=100&${query}`)).body.tracks;

describe('TRK-12: who sees which track where', () => {
  const states: [string, Shelved, { listed: boolean; shown: boolean; ownList: boolean; status?: number }][] = [
    ['public', {}, { listed: true, shown: true, ownList: true }],
    ['unlisted', { visibility: 'unlisted' }, { listed: false, shown: true, ownList: true }],
    ['private', { visibility: 'private', cid: null }, { listed: false, shown: false, ownList: true }],
    ['still pending', { publish_state: 'pending', cid: null }, { listed: false, shown: false, ownList: false }],
    ['failed', { publish_state: 'failed', cid: null }, { listed: false, shown: false, ownList: false }],
    ['excluded', { moderation: 'exclude' }, { listed: false, shown: true, ownList: true }],
    ['taken down', { moderation: 'takedown' }, { listed: false, shown: false, ownList: true, status: 410 }],
    ['without audio', { audio: 'doomed' }, { listed: false, shown: true, ownList: true }],
  ];
  test.each(states)('%s', async (title, state, expected) => {
    const id = await shelve(world, bob, { ...state, title });
    for (const other of [world.visitor(), ada]) {
      expect((await list(other)).some((track) => track.id === id)).toBe(expected.listed);
      expect((await list(other, `artist_did=${bob.did}`)).some((track) => track.id === id)).toBe(expected.listed);
      expect((await other.get(`/tracks/${id}`)).status).toBe(expected.status ?? (expected.shown ? 200 : 404));
      expect(await world.get(TrackViews).list([id], null)).toHaveLength(expected.shown ? 1 : 0);
    }
    expect((await bob.get(`/tracks/${id}`)).status).toBe(200);
    expect((await list(bob)).some((track) => track.id === id)).toBe(expected.listed);
    expect((await list(bob, `artist_did=${bob.did}`)).some((track) => track.id === id)).toBe(expected.ownList);
    expect((await bob.get<Page>('/tracks/me?limit=100')).body.tracks.some((track) => track.id === id)).toBe(true);
  });

  test('TRK-15: a removed track is gone for everybody, its artist included', async () => {
    const id = await shelve(world, bob, { is_deleted: true });
    expect(await bob.get(`/tracks/${id}`)).toMatchObject({ status: 410, body: { code: 'tracks.gone' } });
    expect((await bob.get<Page>('/tracks/me?limit=100')).body.tracks.some((track) => track.id === id)).toBe(false);
  });

  test('tracks of an account that was taken down are seen by nobody else', async () => {
    const cal = await world.artist('cal');
    const id = await shelve(world, cal);
    await world.database.rows(`update accounts set status = 'takendown' where did = $1`, [cal.did]);
    expect((await list(ada)).some((track) => track.id === id)).toBe(false);
    expect((await ada.get(`/tracks/${id}`)).status).toBe(404);
  });

  test.each(['0', '-1', '1.5', 'abc', '99999999999', '2147483648'])('%s is the number of no track', async (id) => {
    expect((await bob.get(`/tracks/${id}`)).body).toMatchObject({ status: 404, code: 'tracks.not_found' });
  });
});

describe('what only the artist is told', () => {
  test('state and reasons are absent for others', async () => {
    const id = await shelve(world, bob, { title: 'mine' });
    await world.database.rows(`update tracks set copyright_flagged = true, copyright_match = 'a hit' where id = $1`, [
      id,
    ]);
    const own = (await bob.get<TrackView>(`/tracks/${id}`)).body;
    expect(own).toMatchObject({ publish_state: 'published', sync_state: 'synced', broken_reason: null });
    expect(own).toMatchObject({ copyright_flagged: true, copyright_match: 'a hit' });
    const others = (await ada.get<TrackView>(`/tracks/${id}`)).body;
    expect(others).toMatchObject({ copyright_flagged: null, copyright_match: null });
    for (const field of ['publish_state', 'sync_state', 'broken_reason']) expect(others).not.toHaveProperty(field);
  });

  test('TRK-02: broken tracks are listed with their reason', async () => {
    const dan = await world.artist('dan');
    await shelve(world, dan, { title: 'fine' });
    const lost = await shelve(world, dan, { cid: null });
    const mute = await shelve(world, dan, { audio: 'none' });
    await shelve(world, dan, { visibility: 'private', cid: null });
    const { body } = await dan.get<{ tracks: TrackView[]; count: number }>('/tracks/me/broken');
    expect(body.count).toBe(2);
    expect(Object.fromEntries(body.tracks.map((track) => [track.id, track.broken_reason]))).toEqual({
      [lost]: 'record_missing',
      [mute]: 'audio_missing',
    });
    expect((await world.visitor().get('/tracks/me/broken')).status).toBe(401);
    expect((await dan.post(`/tracks/${mute}/restore-record`)).body).toMatchObject({
      code: 'tracks.already_has_record',
    });
  });

  test('CON-04: without public audio there is no record to restore', async () => {
    const states: Shelved[] = [{ audio: 'none' }, { audio: 'doomed' }, { visibility: 'private' }];
    for (const state of states) {
      const id = await shelve(world, bob, { ...state, cid: null });
      expect(await bob.post(`/tracks/${id}/restore-record`)).toMatchObject({
        status: 400,
        body: { code: 'tracks.no_public_url' },
      });
    }
  });

  test('nobody restores the record of another', async () => {
    const id = await shelve(world, bob, { cid: null });
    expect((await ada.post(`/tracks/${id}/restore-record`)).body).toMatchObject({ code: 'tracks.not_owner' });
  });
});

describe('GEN-04: pages', () => {
  test('tracks of the same instant are neither lost nor repeated', async () => {
    const eve = await world.artist('eve');
    const at = '2024-05-05T05:05:05.123456Z';
    const ids: number[] = [];
    for (let index = 0; index < 7; index++) ids.push(await shelve(world, eve, { created_at: at }));
    for (const path of [`/tracks/?artist_did=${eve.did}&limit=3`, '/tracks/me?limit=3']) {
      const seen: number[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body }: { body: Page } = await eve.get<Page>(`${path}${cursor && `&cursor=${cursor}`}`);
        seen.push(...body.tracks.map(({ id }) => id));
        expect(body.has_more).toBe(body.next_cursor !== null);
        cursor = body.next_cursor;
      }
      expect(seen).toEqual(ids.toReversed());
    }
  });

  test.each(['/tracks/', '/tracks/me', '/tracks/me?sort=plays'])('%s refuses a cursor that is none', async (path) => {
    const answer = await bob.get(`${path}${path.includes('?') ? '&' : '?'}cursor=nonsense`);
    expect(answer.body).toMatchObject({ status: 400, code: 'request.invalid_cursor' });
  });

  test.each(['limit=0', 'limit=101', 'limit=x'])('refuse %s', async (query) => {
    expect((await bob.get(`/tracks/?${query}`)).status).toBe(422);
  });

  test('one’s own tracks are found by a part of their title and sorted', async () => {
    const fay = await world.artist('fay');
    await shelve(world, fay, { title: 'Ébène', play_count: 1 });
    await shelve(world, fay, { title: '100% cotton', play_count: 9 });
    await shelve(world, fay, { title: 'zebra', play_count: 5, visibility: 'private', cid: null });
    const titles = async (query: string) => {
      const { body } = await fay.get<Page>(`/tracks/me?${query}`);
      return { titles: body.tracks.map(({ title }) => title), total: body.total };
    };
    expect(await titles('q=EBE')).toEqual({ titles: ['Ébène'], total: 1 });
    expect(await titles('q=0%25')).toEqual({ titles: ['100% cotton'], total: 1 });
    expect(await titles('q=%25')).toEqual({ titles: ['100% cotton'], total: 1 });
    expect(await titles('sort=title')).toEqual({ titles: ['100% cotton', 'Ébène', 'zebra'], total: 3 });
    expect(await titles('sort=plays')).toEqual({ titles: ['100% cotton', 'zebra', 'Ébène'], total: 3 });
    expect(await titles('offset=2')).toEqual({ titles: ['Ébène'], total: 3 });
    const { body: first } = await fay.get<Page>('/tracks/me?sort=plays&limit=2');
    expect(await titles(`sort=plays&limit=2&cursor=${first.next_cursor}`)).toEqual({ titles: ['Ébène'], total: 3 });
  });
});

describe('P2: a page that is read once for many', () => {
  const of = async (who: Visitor, id: number) => (await list(who)).find((track) => track.id === id);

  test('is everybody’s own: their likes, and the counts of this moment', async () => {
    const id = await shelve(world, bob, { title: 'shared' });
    const cleo = await world.person('cleo');
    expect(await of(ada, id)).toMatchObject({ is_liked: false, like_count: 0 });
    expect((await ada.post(`/tracks/${id}/like`)).status).toBe(200);
    expect(await of(ada, id)).toMatchObject({ is_liked: true, like_count: 1 });
    expect(await of(cleo, id)).toMatchObject({ is_liked: false, like_count: 1 });
  });

  test('shows their own tracks as they are, and tells nobody else', async () => {
    const id = await shelve(world, bob, { title: 'owned' });
    expect(await of(ada, id)).not.toHaveProperty('publish_state');
    expect(await of(bob, id)).toMatchObject({ publish_state: 'published' });
    await world.database.rows(`update tracks set title = 'called anew' where id = $1`, [id]);
    expect(await of(bob, id)).toMatchObject({ title: 'called anew' });
  });

  test('names somebody who is hidden to nobody but themselves', async () => {
    const dora = await world.person('dora');
    const id = await shelve(world, bob, { title: 'with dora' });
    await world.database.rows(`insert into track_features (track_id, did, position) values ($1, $2, 0)`, [
      id,
      dora.did,
    ]);
    await world.database.rows(`update accounts set status = 'deactivated' where did = $1`, [dora.did]);
    expect(await of(ada, id)).toMatchObject({ features: [] });
    expect(await of(dora, id)).toMatchObject({ features: [{ did: dora.did }] });
  });
});

describe('TAG-04: tags', () => {
  test('hidden tags leave discovery, unless asked for, and never an artist’s list', async () => {
    const gus = await world.artist('gus');
    const made = await shelve(world, gus, { tags: ['ai', 'house'] });
    const has = async (who: Visitor, query: string) => (await list(who, query)).some(({ id }) => id === made);
    for (const who of [world.visitor(), ada]) {
      expect(await has(who, '')).toBe(false);
      expect(await has(who, 'filter_hidden_tags=false')).toBe(true);
      expect(await has(who, `artist_did=${gus.did}`)).toBe(true);
      expect(await has(who, `artist_did=${gus.did}&filter_hidden_tags=true`)).toBe(false);
    }
    expect((await ada.patch('/preferences/', { hidden_tags: [] })).status).toBe(200);
    expect(await has(ada, '')).toBe(true);
  });

  test('several tags mean any of them, however they are written', async () => {
    const hal = await world.artist('hal');
    const one = await shelve(world, hal, { tags: ['dub techno'] });
    const other = await shelve(world, hal, { tags: ['tape'] });
    await shelve(world, hal, { tags: ['noise'] });
    const found = await list(world.visitor(), `artist_did=${hal.did}&tags=Dub%20%20Techno&tags=tape`);
    expect(found.map(({ id }) => id)).toEqual([other, one]);
    expect((await list(world.visitor(), `artist_did=${hal.did}&tags=tape`)).map(({ id }) => id)).toEqual([other]);
  });
});

test('TRK-03: likes of the whole network are a field of the detail alone', async () => {
  const id = await shelve(world, bob);
  const { body: detail } = await bob.get<TrackView>(`/tracks/${id}`);
  const byUri = await bob.get(`/tracks/by-uri?uri=${encodeURIComponent(detail.atproto_record_uri ?? '')}`);
  for (const body of [detail, byUri.body]) expect(body).toHaveProperty('network_like_count', null);
  for (const track of await list(bob)) expect(track).not.toHaveProperty('network_like_count');
});

test('TRK-14: a track is found by the address of its record', async () => {
  const id = await shelve(world, bob);
  const uri = (await bob.get<TrackView>(`/tracks/${id}`)).body.atproto_record_uri ?? '';
  const by = (address: string) => world.visitor().get<TrackView>(`/tracks/by-uri?uri=${encodeURIComponent(address)}`);
  expect((await by(uri)).body).toMatchObject({ id });
  expect((await by(`${uri}x`)).body).toMatchObject({ code: 'tracks.not_found' });
  expect((await world.visitor().get('/tracks/by-uri')).status).toBe(422);
});

test('P2: a page costs the same number of queries however many tracks are on it', async () => {
  const ian = await world.artist('ian');
  for (let index = 0; index < 20; index++) await shelve(world, ian, { tags: ['many'] });
  const query = jest.spyOn(pg.Client.prototype, 'query');
  const cost = async (limit: number) => {
    query.mockClear();
    const page = await world.get(TrackViews).page({ artistDid: ian.did, limit }, ada.did);
    expect(page.items).toHaveLength(limit);
    return query.mock.calls.length;
  };
  // The least of many, by turns: jobs ask the same database now and then.
  let [one, twenty] = [Infinity, Infinity];
  for (let look = 0; look < 15; look++) {
    one = Math.min(one, await cost(1));
    twenty = Math.min(twenty, await cost(20));
  }
  query.mockRestore();
  expect(one).toBeGreaterThan(0);
  expect(twenty).toBe(one);
});
