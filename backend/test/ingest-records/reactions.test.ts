import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { CommentList } from '../../src/modules/tracks/reactions/reactions.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';
import { comment, hear, like, type Put, SecondClient } from './second-client.js';

/** Likes and comments that people write with other clients. */
let world: World;
let bob: Person;
let alice: Person;
let client: SecondClient;
let trackId: number;
let song: Pick<Put, 'uri' | 'cid'>;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
  client = await SecondClient.open(world, alice);
  await bob.post('/preferences/', { allow_comments: true });
});
afterAll(() => world.close());
beforeEach(async () => {
  trackId = await shelve(world, bob, { cid: 'bafyreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' });
  const { uri, cid } = (await world.database.one<{ uri: string; cid: string }>(
    'select uri, cid from tracks where id = $1',
    [trackId],
  )) ?? { uri: '', cid: '' };
  song = { uri, cid };
});

const counts = async () => {
  const { like_count, comment_count, is_liked } = (await alice.get<TrackView>(`/tracks/${trackId}`)).body;
  return { like_count, comment_count, is_liked };
};
const comments = async () => (await alice.get<CommentList>(`/tracks/${trackId}/comments`)).body;

test('LIKE-02: a like from elsewhere counts once, however often it is told', async () => {
  const event = await client.write('like', like(song));
  expect(await hear(world, [event])).toEqual([{ kind: 'taken' }]);
  expect(await hear(world, [event])).toEqual([{ kind: 'known' }]);
  expect(await counts()).toMatchObject({ like_count: 1, is_liked: true });
  const gone = await client.delete(event);
  await hear(world, [gone]);
  await hear(world, [gone]);
  expect(await hear(world, [event])).toEqual([{ kind: 'known' }]);
  expect(await counts()).toMatchObject({ like_count: 0, is_liked: false });
});

test('LIKE-02: two records of one person are one like, which ends with the last of them', async () => {
  const first = await client.write('like', like(song));
  const second = await client.write('like', like(song));
  await hear(world, [first, second]);
  expect(await counts()).toMatchObject({ like_count: 1 });
  await hear(world, [await client.delete(first)]);
  expect(await counts()).toMatchObject({ like_count: 1, is_liked: true });
  await hear(world, [await client.delete(second)]);
  expect(await counts()).toMatchObject({ like_count: 0, is_liked: false });
});

test('CON-02: taking the like back here takes back every record of it', async () => {
  const first = await client.write('like', like(song));
  const second = await client.write('like', like(song));
  await hear(world, [second, first]);
  await alice.delete(`/tracks/${trackId}/like`);
  await world.settled();
  const left = (await world.pds.list(alice.did, 'like')).map(({ uri }) => uri);
  expect(left).not.toContain(first.uri);
  expect(left).not.toContain(second.uri);
  expect(await counts()).toMatchObject({ like_count: 0 });
});

test('CON-09: the echo of a like given here is known', async () => {
  const { body } = await alice.post<{ atproto_uri: string }>(`/tracks/${trackId}/like`);
  await world.settled();
  const echo = await client.told('like', body.atproto_uri.split('/').at(-1) ?? '');
  expect(await hear(world, [echo])).toEqual([{ kind: 'known' }]);
  expect(await counts()).toMatchObject({ like_count: 1 });
});

test('a like record that names another track now moves the like', async () => {
  const other = await shelve(world, bob);
  const row = await world.database.one<{ uri: string }>('select uri from tracks where id = $1', [other]);
  const event = await client.write('like', like(song));
  await hear(world, [event]);
  const moved = await client.write('like', like({ uri: row?.uri ?? '', cid: song.cid }), event.rkey);
  expect(await hear(world, [moved])).toEqual([{ kind: 'taken' }]);
  expect(await counts()).toMatchObject({ like_count: 0 });
  expect((await alice.get<TrackView>(`/tracks/${other}`)).body.like_count).toBe(1);
});

test('likes of what is no track are not for us', async () => {
  const post = `at://${bob.did}/app.bsky.feed.post/3l6oveex3ii2l`;
  const event = await client.write('like', like({ uri: post, cid: song.cid }));
  expect(await hear(world, [event])).toEqual([{ kind: 'ignored', reason: 'subject_not_a_track' }]);
});

test('COM-03: a comment from elsewhere appears, changes its words and goes', async () => {
  const event = await client.write('comment', comment(song, 'that drop', 42_000));
  expect(await hear(world, [event])).toEqual([{ kind: 'taken' }]);
  const edit = await client.write('comment', { ...event.value, text: 'that second drop' }, event.rkey);
  await hear(world, [edit]);
  await hear(world, [event]);
  const { comments: shown, count } = await comments();
  expect(count).toBe(1);
  expect(shown).toMatchObject([
    { text: 'that second drop', timestamp_ms: 42_000, user_did: alice.did, atproto_uri: event.uri },
  ]);
  expect(shown[0]?.updated_at).not.toBeNull();
  expect(await counts()).toMatchObject({ comment_count: 1 });
  const gone = await client.delete(event);
  await hear(world, [gone]);
  await hear(world, [gone, edit]);
  expect((await comments()).comments).toEqual([]);
  expect(await counts()).toMatchObject({ comment_count: 0 });
});

test('ING-03: comments beyond twenty are kept and not shown', async () => {
  const events: Put[] = [];
  for (let index = 0; index < 22; index++) events.push(await client.write('comment', comment(song, `no. ${index}`)));
  await hear(world, events);
  expect((await comments()).comments.map(({ text }) => text)).not.toContain('no. 21');
  expect((await comments()).count).toBe(20);
  await hear(world, [await client.delete(events[0] as Put)]);
  expect((await comments()).comments.map(({ text }) => text)).toContain('no. 20');
  const rows = await world.database.rows('select 1 from comments where track_id = $1', [trackId]);
  expect(rows).toHaveLength(21);
});

test('ING-03: comments on a track whose artist has them off are kept and not shown', async () => {
  const carol = await world.artist('carol');
  const id = await shelve(world, carol, { cid: song.cid });
  const row = await world.database.one<{ uri: string }>('select uri from tracks where id = $1', [id]);
  const event = await client.write('comment', comment({ uri: row?.uri ?? '', cid: song.cid }, 'hello'));
  expect(await hear(world, [event])).toEqual([{ kind: 'taken' }]);
  expect((await alice.get<CommentList>(`/tracks/${id}/comments`)).body).toMatchObject({ comments: [], count: 0 });
  await carol.post('/preferences/', { allow_comments: true });
  expect((await alice.get<CommentList>(`/tracks/${id}/comments`)).body).toMatchObject({ count: 1 });
});

test('words changed here that are still on their way stay', async () => {
  const { body } = await alice.post<{ id: number; atproto_uri: string }>(`/tracks/${trackId}/comments`, {
    text: 'first',
    timestamp_ms: 5,
  });
  await world.settled();
  const rkey = body.atproto_uri.split('/').at(-1) ?? '';
  const echo = await client.told('comment', rkey);
  const elsewhere = await client.write('comment', { ...echo.value, text: 'elsewhere' }, rkey);
  await world.pds.fail(503, { path: 'putRecord' });
  await alice.patch(`/tracks/comments/${body.id}`, { text: 'here' });
  await hear(world, [elsewhere]);
  expect((await comments()).comments).toMatchObject([{ text: 'here' }]);
  await world.pds.resume();
  await world.settled();
});
