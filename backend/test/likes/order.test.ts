import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LikedLists } from '../../src/modules/likes/index.js';
import type { ListWrite } from '../../src/modules/playlists/order/order.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { itemsOf, listOf, type ListRecord, references, type Song, songOf, songsOf } from '../playlists/lists.js';

let world: World;
let bob: Person;
let songs: [Song, Song, Song, Song];

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  songs = (await songsOf(world, bob, ['a', 'b', 'c', 'd'])) as typeof songs;
  await world.settled();
});
afterAll(() => world.close());

const like = (who: Person, { id }: Song) => who.post(`/tracks/${id}/like`);
const unlike = (who: Person, { id }: Song) => who.delete(`/tracks/${id}/like`);
const arrange = (who: Person, items: unknown) => who.put<ListWrite>('/lists/liked/reorder', { items });

async function listener(name: string, liked: readonly Song[]): Promise<Person> {
  const person = await world.person(name);
  for (const song of liked) await like(person, song);
  return person;
}

/** In pages of two, as a client reads them. */
async function order({ did }: Person): Promise<number[]> {
  const ids: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await world.get(LikedLists).page(did, cursor, 2);
    ids.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

const idsOf = (list: readonly Song[]) => list.map(({ id }) => id);
const urisOf = (list: readonly Song[]) => list.map(({ uri }) => uri);

async function record({ did }: Person): Promise<ListRecord | undefined> {
  const row = await world.database.one<{ uri: string }>('select uri from liked_lists where did = $1', [did]);
  return row && listOf(world, row.uri);
}

describe('LIKE-03: the order of likes', () => {
  test('is newest first, and so is their record', async () => {
    const [a, b, c] = songs;
    const alice = await listener('alice', [a, b, c]);
    expect(await order(alice)).toEqual(idsOf([c, b, a]));
    await world.settled();
    expect(await record(alice)).toMatchObject({ name: 'Liked Tracks', listType: 'liked' });
    expect(itemsOf(await record(alice))).toEqual(urisOf([c, b, a]));
    expect(await world.pds.list(alice.did, 'list')).toHaveLength(1);
  });

  test('LST-09: is what its owner makes it, with new likes on top', async () => {
    const [a, b, c, d] = songs;
    const carol = await listener('carol', [a, b, c]);
    const answer = await arrange(carol, references([a, c, b]));
    expect(answer).toMatchObject({ status: 200, body: { publish_state: 'pending' } });
    expect(answer.body.uri).toMatch(`at://${carol.did}/fm.plyr.dev.list/`);
    await like(carol, d);
    expect(await order(carol)).toEqual(idsOf([d, a, c, b]));
    await world.settled();
    expect(itemsOf(await record(carol))).toEqual(urisOf([d, a, c, b]));

    await unlike(carol, c);
    await like(carol, c);
    expect(await order(carol)).toEqual(idsOf([c, d, a, b]));
    expect(await arrange(carol, references([b, a, d, c]))).toMatchObject({
      body: { uri: answer.body.uri, cid: expect.any(String) },
    });
    expect(await order(carol)).toEqual(idsOf([b, a, d, c]));
  });

  test('P-DUAL-07: survives a sign-in', async () => {
    const [a, b, c] = songs;
    const dave = await listener('dave', [a, b, c]);
    await arrange(dave, references([b, c, a]));
    await world.settled();
    await dave.elsewhere().signIn();
    await world.settled();
    expect(await order(dave)).toEqual(idsOf([b, c, a]));
    expect(itemsOf(await record(dave))).toEqual(urisOf([b, c, a]));
  });

  test('takes exactly the likes there are', async () => {
    const [a, b, c] = songs;
    const erin = await listener('erin', [a, b]);
    for (const items of [[a], [a, b, c], [a, a], []])
      expect(await arrange(erin, references(items))).toMatchObject({
        status: 409,
        body: { code: 'lists.membership_mismatch', current_items: references([b, a]) },
      });
    expect(await arrange(erin, 'no')).toMatchObject({ status: 422 });
    expect(await order(erin)).toEqual(idsOf([b, a]));
  });

  test('may leave out what its owner sees no more', async () => {
    const hidden = await songOf(world, bob, { title: 'hidden' });
    const [a, b] = songs;
    const frank = await listener('frank', [a, hidden, b]);
    await world.database.rows(`update tracks set visibility = 'private', cid = null where id = $1`, [hidden.id]);
    expect(await arrange(frank, references([a, b]))).toMatchObject({ status: 200 });
    expect(await order(frank)).toEqual(idsOf([a, hidden, b]));
    await world.settled();
    expect(itemsOf(await record(frank))).toEqual(urisOf([a, b]));
  });

  test('is made of likes: before the first there is none', async () => {
    const gina = await world.person('gina');
    expect(await arrange(gina, [])).toMatchObject({
      status: 404,
      body: { code: 'lists.liked_missing', detail: 'liked list not found - try liking a track first' },
    });
    expect(await world.visitor().put('/lists/liked/reorder', { items: [] })).toMatchObject({ status: 401 });
  });

  test('of many likes at the same moment is one list', async () => {
    const hugo = await world.person('hugo');
    await Promise.all(songs.map((song) => like(hugo, song)));
    await world.settled();
    expect(await world.pds.list(hugo.did, 'list')).toHaveLength(1);
    expect(itemsOf(await record(hugo))?.toSorted()).toEqual(urisOf(songs).toSorted());
  });
});

test('P-DB-05: orders and likes at the same moment get on with each other', async () => {
  const karl = await listener('karl', songs);
  const [first] = songs;
  for (let round = 0; round < 8; round++) {
    const answers = await Promise.all([
      arrange(karl, references(round % 2 ? songs : songs.toReversed())),
      unlike(karl, first),
      like(karl, first),
    ]);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    await like(karl, first);
  }
  expect((await order(karl)).toSorted()).toEqual(idsOf(songs).toSorted());
});

describe('LST-19: more than 500 likes', () => {
  test('are all kept; the record holds the first 500, and those can be put in order', async () => {
    const ida = await listener('ida', [songs[0]]);
    await world.database.rows(
      `with made as (
         insert into tracks (artist_did, title, publish_state, rkey, uri, cid)
         select $1, 'one of many', 'published', 'many' || n, 'at://' || $1 || '/fm.plyr.dev.track/3many' || n, $2
           from generate_series(1, 520) n returning id, rkey
       )
       insert into likes (did, track_id, rkey, uri, created_at)
       select $3, id, rkey, 'at://' || $3 || '/fm.plyr.dev.like/' || rkey, now() - make_interval(secs => id) from made`,
      [bob.did, songs[0].cid, ida.did],
    );
    const before = await order(ida);
    expect(before).toHaveLength(521);
    const first = await world.database.rows<Song>(
      'select t.id, t.uri, t.cid from unnest($1::int[]) with ordinality as o (id, place) join tracks t using (id) order by place',
      [before.slice(0, 500)],
    );
    const turned = first.toReversed();
    expect(await arrange(ida, references(turned))).toMatchObject({ status: 200 });
    expect(await order(ida)).toEqual([...idsOf(turned), ...before.slice(500)]);
    await world.settled();
    expect(itemsOf(await record(ida))).toEqual(urisOf(turned));
  });
});
