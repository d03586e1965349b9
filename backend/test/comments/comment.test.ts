import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { UnfinishedWritesPage } from '../../src/modules/account/sync.dto.js';
import { validateRecord } from '../../src/modules/atproto/index.js';
import type { CommentList, CommentView } from '../../src/modules/tracks/reactions/reactions.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';

let world: World;
let bob: Person;
let alice: Person;
let songId: number;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
});
afterAll(() => world.close());
beforeEach(async () => {
  await bob.put('/preferences/', { allow_comments: true });
  songId = await published(bob, { title: 'a song to talk about' });
});

const say = (who: Person, text: string, timestamp_ms = 1000) =>
  who.post<CommentView>(`/tracks/${songId}/comments`, { text, timestamp_ms });
const about = async () => (await world.visitor().get<CommentList>(`/tracks/${songId}/comments`)).body;
const counted = async () => (await bob.get<TrackView>(`/tracks/${songId}`)).body.comment_count;
const stored = async (uri: string | null) =>
  (await world.pds.list(alice.did, 'comment')).find((one) => one.uri === uri);

describe('COM-01: the comments of a track', () => {
  test('are listed in playing order with who said what', async () => {
    await say(alice, 'late', 42_000);
    await say(bob, 'early', 7);
    expect(await about()).toMatchObject({
      count: 2,
      comments_enabled: true,
      comments: [
        { text: 'early', timestamp_ms: 7, user_did: bob.did, user_display_name: 'bob', updated_at: null },
        { text: 'late', timestamp_ms: 42_000, user_did: alice.did, user_handle: alice.handle },
      ],
    });
    expect(await counted()).toBe(2);
  });

  test('COM-04: stay unseen and unwritten while the artist has them off, which is so at first', async () => {
    const eve = await world.artist('eve');
    const id = await published(eve, { title: 'quiet', file: await song() });
    expect((await world.visitor().get(`/tracks/${id}/comments`)).body).toEqual({
      comments: [],
      count: 0,
      comments_enabled: false,
    });
    expect(await alice.post(`/tracks/${id}/comments`, { text: 'hello?', timestamp_ms: 0 })).toMatchObject({
      status: 403,
      body: { code: 'comments.disabled' },
    });
    await say(alice, 'before');
    await bob.put('/preferences/', { allow_comments: false });
    expect(await about()).toMatchObject({ count: 0, comments_enabled: false });
  });
});

describe('COM-02: writing', () => {
  test('COM-03: a comment reaches its author’s repository', async () => {
    const { status, body } = await say(alice, '  that drop  ', 42_000);
    expect(status).toBe(200);
    await world.settled();
    const { body: track } = await alice.get<TrackView>(`/tracks/${songId}`);
    const record = await stored(body.atproto_uri);
    expect(record?.value).toMatchObject({
      $type: 'fm.plyr.dev.comment',
      text: 'that drop',
      timestampMs: 42_000,
      subject: { uri: track.atproto_record_uri, cid: track.atproto_record_cid },
    });
    expect(() => validateRecord('comment', { ...record?.value, $type: 'fm.plyr.comment' })).not.toThrow();
  });

  test('an edit keeps the moment and the birthday, here and in the repository', async () => {
    const { body: first } = await say(alice, 'that drop', 42_000);
    await world.settled();
    const { body: edited } = await alice.patch<CommentView>(`/tracks/comments/${first.id}`, {
      text: 'that second drop',
    });
    expect(edited).toMatchObject({ id: first.id, text: 'that second drop', created_at: first.created_at });
    expect(Date.parse(edited.updated_at ?? '')).toBeGreaterThanOrEqual(Date.parse(first.created_at));
    await world.settled();
    expect((await stored(first.atproto_uri))?.value).toMatchObject({
      text: 'that second drop',
      timestampMs: 42_000,
      createdAt: first.created_at,
      updatedAt: edited.updated_at,
    });
    expect(await about()).toMatchObject({ count: 1, comments: [{ text: 'that second drop' }] });
  });

  test('edits made while the PDS is away become one write of the last words', async () => {
    await world.pds.away();
    const { body } = await say(alice, 'one');
    for (const text of ['two', 'three']) await alice.patch(`/tracks/comments/${body.id}`, { text });
    await world.pds.resume();
    await world.settled();
    expect((await stored(body.atproto_uri))?.value).toMatchObject({ text: 'three' });
  });

  /** Changes the words, and then takes the track out of the network, before the words have left. */
  async function editOfHidden(id: number, text: string): Promise<void> {
    await world.pds.fail(503, { path: 'putRecord' });
    await alice.patch(`/tracks/comments/${id}`, { text });
    await bob.patch(`/tracks/${songId}`, { visibility: 'private' });
    await world.pds.resume();
    await world.settled();
  }

  test('CON-02: an edit arrives though the track has no record any more', async () => {
    const { body } = await say(alice, 'before');
    await world.settled();
    const written = await stored(body.atproto_uri);
    await editOfHidden(body.id, 'after');
    expect((await stored(body.atproto_uri))?.value).toMatchObject({ text: 'after', subject: written?.value.subject });
    const row = await world.database.one('select sync_state from comments where id = $1', [body.id]);
    expect(row).toEqual({ sync_state: 'synced' });
  });

  test('CON-10: words that never had a record to point to fail visibly, and arrive when there is one again', async () => {
    await world.pds.fail(400, { path: 'putRecord', body: { error: 'InvalidRequest', message: 'no' } });
    const { body } = await say(alice, 'before');
    await world.settled();
    await editOfHidden(body.id, 'after');
    const open = await alice.get<UnfinishedWritesPage>('/account/sync');
    expect(open.body.items).toMatchObject([{ uri: body.atproto_uri, state: 'failed' }]);
    await bob.patch(`/tracks/${songId}`, { visibility: 'public' });
    await world.settled();
    await alice.post('/account/sync/retry', {});
    await world.settled();
    expect((await stored(body.atproto_uri))?.value).toMatchObject({ text: 'after' });
  });

  test('a comment that is deleted is gone here and there', async () => {
    const { body } = await say(alice, 'oh no');
    await world.settled();
    expect(await alice.delete(`/tracks/comments/${body.id}`)).toMatchObject({ status: 200, body: { deleted: true } });
    await world.settled();
    expect(await stored(body.atproto_uri)).toBeUndefined();
    expect(await about()).toMatchObject({ count: 0 });
    expect(await counted()).toBe(0);
    expect(await alice.delete(`/tracks/comments/${body.id}`)).toMatchObject({
      status: 404,
      body: { code: 'comments.not_found' },
    });
  });

  test('twenty fit a track; of many at the same moment not one more', async () => {
    const answers = await Promise.all(Array.from({ length: 23 }, (_, n) => say(n % 2 ? alice : bob, `number ${n}`, n)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(answers.find(({ status }) => status !== 200)).toMatchObject({
      status: 400,
      body: { code: 'comments.full', detail: 'this track already has 20 comments' },
    });
    expect(await about()).toMatchObject({ count: 20 });
    expect(await counted()).toBe(20);
  });

  test.each([
    ['nothing', { text: '   ', timestamp_ms: 0 }],
    ['too much', { text: 'x'.repeat(1001), timestamp_ms: 0 }],
    ['a moment before the beginning', { text: 'x', timestamp_ms: -1 }],
    ['half a millisecond', { text: 'x', timestamp_ms: 0.5 }],
    ['no moment', { text: 'x' }],
    ['something else', { text: 'x', timestamp_ms: 0, rkey: 'mine' }],
  ])('%s is refused', async (_, body) => {
    expect(await alice.post(`/tracks/${songId}/comments`, body)).toMatchObject({
      status: 422,
      body: { code: 'request.invalid' },
    });
  });

  test('a thousand characters of any script fit, in the record too', async () => {
    const text = '夜'.repeat(1000);
    const { status, body } = await say(alice, text);
    expect(status).toBe(200);
    await world.settled();
    expect((await stored(body.atproto_uri))?.value).toMatchObject({ text });
  });
});

describe('COM-02: who may', () => {
  test('only the author changes or deletes a comment, not even the artist', async () => {
    const { body } = await say(alice, 'mine');
    for (const verb of ['edit', 'delete'] as const) {
      const answer =
        verb === 'edit'
          ? await bob.patch(`/tracks/comments/${body.id}`, { text: 'yours' })
          : await bob.delete(`/tracks/comments/${body.id}`);
      expect(answer).toMatchObject({
        status: 403,
        body: { code: 'comments.not_author', detail: `you can only ${verb} your own comments` },
      });
    }
    expect(await about()).toMatchObject({ comments: [{ text: 'mine' }] });
  });

  test('GEN-06: what one is not shown is not there; the author finds it all the same', async () => {
    const { body } = await say(alice, 'mine');
    const eve = await world.artist('eve');
    const hidings: [string, string][] = [
      [
        `update tracks set visibility = 'private' where id = $1`,
        `update tracks set visibility = 'public' where id = $1`,
      ],
      [
        `update tracks set publish_state = 'failed' where id = $1`,
        `update tracks set publish_state = 'published' where id = $1`,
      ],
      [
        `update preferences set allow_comments = false where did = (select artist_did from tracks where id = $1)`,
        `update preferences set allow_comments = true where did = (select artist_did from tracks where id = $1)`,
      ],
    ];
    const asked = async () => [
      (await eve.patch(`/tracks/comments/${body.id}`, { text: 'yours' })).status,
      (await eve.delete(`/tracks/comments/${body.id}`)).status,
    ];
    for (const [hide, show] of hidings) {
      expect(await asked()).toEqual([403, 403]);
      await world.database.rows(hide, [songId]);
      expect(await asked()).toEqual([404, 404]);
      expect(await alice.patch(`/tracks/comments/${body.id}`, { text: hide })).toMatchObject({ status: 200 });
      await world.database.rows(show, [songId]);
    }
    expect(await alice.delete(`/tracks/comments/${body.id}`)).toMatchObject({ status: 200 });
  });

  test('guests read only', async () => {
    const { body } = await say(alice, 'mine');
    const guest = world.visitor();
    expect(await guest.post(`/tracks/${songId}/comments`, { text: 'x', timestamp_ms: 0 })).toMatchObject({
      status: 401,
    });
    expect(await guest.patch(`/tracks/comments/${body.id}`, { text: 'x' })).toMatchObject({ status: 401 });
    expect(await guest.delete(`/tracks/comments/${body.id}`)).toMatchObject({ status: 401 });
  });

  test('a track without a record takes none', async () => {
    const id = await published(bob, { title: 'private', visibility: 'private', file: await song() });
    expect(await bob.post(`/tracks/${id}/comments`, { text: 'x', timestamp_ms: 0 })).toMatchObject({
      status: 422,
      body: { code: 'tracks.missing_record' },
    });
    expect(await alice.post(`/tracks/${id}/comments`, { text: 'x', timestamp_ms: 0 })).toMatchObject({ status: 404 });
  });
});
