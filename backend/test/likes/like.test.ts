import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { validateRecord } from '../../src/modules/atproto/index.js';
import type { LikersPage } from '../../src/modules/tracks/reactions/reactions.dto.js';
import type { TrackPage, TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published, send, song } from '../tracks/uploading.js';

interface Liked {
  liked: boolean;
  atproto_uri: string;
}

let world: World;
let bob: Person;
let alice: Person;
let carol: Person;
let songId: number;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  [alice, carol] = [await world.person('alice'), await world.person('carol')];
});
afterAll(() => world.close());
beforeEach(async () => {
  songId = await published(bob, { title: 'a song to like' });
  await world.settled();
});

const seenBy = async (person: { get: Person['get'] }) => (await person.get<TrackView>(`/tracks/${songId}`)).body;
const like = (person: Person) => person.post<Liked>(`/tracks/${songId}/like`);
const unlike = (person: Person) => person.delete<Liked>(`/tracks/${songId}/like`);
const writes = (uri: string) =>
  world.database.rows<{ op: string; state: string }>('select op, state from pds_outbox where subject_key = $1', [uri]);

describe('LIKE-01: a like', () => {
  test('is counted, shown to its giver, and reaches their repository', async () => {
    const answer = await like(alice);
    expect(answer).toMatchObject({ status: 200, body: { liked: true } });
    expect(await seenBy(alice)).toMatchObject({ like_count: 1, is_liked: true });
    expect(await seenBy(carol)).toMatchObject({ like_count: 1, is_liked: false });

    await world.settled();
    const track = await seenBy(alice);
    const stored = (await world.pds.list(alice.did, 'like')).find(({ uri }) => uri === answer.body.atproto_uri);
    expect(stored?.value).toMatchObject({
      $type: 'fm.plyr.dev.like',
      subject: { uri: track.atproto_record_uri, cid: track.atproto_record_cid },
    });
    expect(() => validateRecord('like', { ...stored?.value, $type: 'fm.plyr.like' })).not.toThrow();
    const [row] = await world.database.rows('select cid, sync_state from likes where uri = $1', [stored?.uri]);
    expect(row).toEqual({ cid: stored?.cid, sync_state: 'synced' });
  });

  test('given twice is one like and one record', async () => {
    const [first, second] = await Promise.all([like(alice), like(alice)]);
    expect(first.body.atproto_uri).toBe(second.body.atproto_uri);
    await world.settled();
    expect(await seenBy(alice)).toMatchObject({ like_count: 1 });
    const records = await world.pds.list(alice.did, 'like');
    expect(records.filter(({ uri }) => uri === first.body.atproto_uri)).toHaveLength(1);
  });

  test('P-DB-05: of many at the same moment is every one counted', async () => {
    const people = [alice, bob, carol];
    for (const name of ['dan', 'eve']) people.push(await world.person(name));
    await Promise.all(people.map(like));
    expect(await seenBy(world.visitor())).toMatchObject({ like_count: 5 });
  });

  test('taken back is gone here and there, and taken back again changes nothing', async () => {
    const { body } = await like(alice);
    await world.settled();
    expect(await unlike(alice)).toMatchObject({ status: 200, body: { liked: false } });
    expect(await unlike(alice)).toMatchObject({ status: 200, body: { liked: false } });
    await world.settled();
    expect(await seenBy(alice)).toMatchObject({ like_count: 0, is_liked: false });
    expect((await world.pds.list(alice.did, 'like')).map(({ uri }) => uri)).not.toContain(body.atproto_uri);
  });

  test('P-DUAL-03: taken back before it was sent leaves nothing to send', async () => {
    const before = await published(bob, { title: 'liked before', file: await song() });
    await world.settled();
    await world.pds.slow(1_500);
    await alice.post(`/tracks/${before}/like`);
    // Writes of one person are sent one after the other, so this one waits behind the slow one.
    const { body } = await like(alice);
    await unlike(alice);
    await world.pds.resume();
    await world.settled();
    expect(await writes(body.atproto_uri)).toEqual([{ op: 'put', state: 'cancelled' }]);
    expect((await world.pds.list(alice.did, 'like')).map(({ uri }) => uri)).not.toContain(body.atproto_uri);
  });

  test('P-DUAL-03: taken back while the PDS is away is gone when it is back', async () => {
    await world.pds.away();
    const { body } = await like(alice);
    await unlike(alice);
    await world.pds.resume();
    await world.settled();
    expect((await world.pds.list(alice.did, 'like')).map(({ uri }) => uri)).not.toContain(body.atproto_uri);
    expect(await seenBy(alice)).toMatchObject({ like_count: 0 });
  });

  test('CON-02: needs no PDS to be given, and is sent when it is back', async () => {
    await world.pds.away();
    const { status, body } = await like(alice);
    expect(status).toBe(200);
    expect(await seenBy(alice)).toMatchObject({ like_count: 1, is_liked: true });
    await world.pds.resume();
    await world.settled();
    expect((await world.pds.list(alice.did, 'like')).map(({ uri }) => uri)).toContain(body.atproto_uri);
  });
});

describe('LIKE-01: who may not like', () => {
  test('guests', async () => {
    expect(await world.visitor().post(`/tracks/${songId}/like`)).toMatchObject({ status: 401 });
  });

  test.each(['999999', '0', '99999999999', 'x'])('anybody what is not there (%s)', async (id) => {
    const problem = { status: 404, body: { code: 'tracks.not_found' } };
    expect(await alice.post(`/tracks/${id}/like`)).toMatchObject(problem);
    expect(await alice.delete(`/tracks/${id}/like`)).toMatchObject(problem);
  });

  test('anybody but its artist a private track, and nobody one without a record', async () => {
    const { reserved_track_id: id, upload_id } = await send(bob, {
      title: 'for me',
      visibility: 'private',
      file: await song(),
    });
    await world.settled();
    expect(upload_id).toBeTruthy();
    expect(await alice.post(`/tracks/${id}/like`)).toMatchObject({ status: 404 });
    expect(await bob.post(`/tracks/${id}/like`)).toMatchObject({
      status: 422,
      body: { code: 'tracks.missing_record', detail: "this track has no record on the artist's pds yet" },
    });
  });
});

describe('LIKE-02, LIKE-03: likes in lists', () => {
  test('who likes a track is public, newest first, in pages', async () => {
    await like(alice);
    await like(carol);
    const first = await world.visitor().get<LikersPage>(`/tracks/${songId}/likes?limit=1`);
    expect(first.body).toMatchObject({ count: 2, has_more: true, users: [{ did: carol.did, handle: carol.handle }] });
    const second = await world
      .visitor()
      .get<LikersPage>(`/tracks/${songId}/likes?limit=1&cursor=${first.body.next_cursor}`);
    expect(second.body).toMatchObject({ has_more: false, next_cursor: null, users: [{ did: alice.did }] });
    expect(Date.parse(second.body.users[0]?.liked_at ?? '')).toBeGreaterThan(0);
  });

  test('LIKE-07: the list of tracks tells each listener their own likes', async () => {
    await like(alice);
    const shown = async (person: { get: Person['get'] }) =>
      (await person.get<TrackPage>('/tracks/')).body.tracks.find(({ id }) => id === songId);
    expect(await shown(alice)).toMatchObject({ like_count: 1, is_liked: true });
    expect(await shown(world.visitor())).toMatchObject({ like_count: 1, is_liked: false });
  });
});
