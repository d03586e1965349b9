import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HeadView } from '../../src/modules/previews/previews.dto.js';
import { album, draft, through } from '../albums/shelf.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';
import { cover } from '../tracks/uploading.js';

let world: World;
let bob: Person;
let alice: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
});
afterAll(() => world.close());

const head = async (path: string) =>
  (await world.visitor().get<HeadView>(`/head?path=${encodeURIComponent(path)}`)).body;
const SITE = '<title>plyr.fm</title>';

describe('TRK-15: the page of a track', () => {
  test('is 404 before the number is given out, and 410 when it names nothing any more', async () => {
    const id = await shelve(world, bob, { title: 'short lived' });
    expect(await head(`/track/${id}`)).toMatchObject({
      status: 200,
      html: expect.stringContaining('short lived - bob'),
    });
    expect(await head(`/track/${id + 1}`)).toMatchObject({ status: 404, html: expect.stringContaining(SITE) });
    await bob.delete(`/tracks/${id}`);
    expect(await head(`/track/${id}`)).toMatchObject({ status: 410, html: expect.stringContaining(SITE) });
    await world.settled();
    expect(await world.database.rows('select 1 from tracks where id = $1', [id])).toEqual([]);
    expect(await head(`/track/${id}`)).toMatchObject({ status: 410 });
    // Numbers are never given out twice.
    expect(await shelve(world, bob)).toBeGreaterThan(id);
  });

  test('says nothing of what is not for everybody', async () => {
    const hidden = [
      await shelve(world, bob, { title: 'secret', visibility: 'private' }),
      await shelve(world, bob, { title: 'secret', publish_state: 'pending' }),
    ];
    const takenDown = await shelve(world, bob, { title: 'secret', moderation: 'takedown' });
    for (const id of [...hidden, takenDown]) {
      const { status, html } = await head(`/track/${id}`);
      expect(status).toBe(id === takenDown ? 410 : 404);
      expect(html).not.toContain('secret');
    }
    expect(await head(`/track/${await shelve(world, bob, { visibility: 'unlisted' })}`)).toMatchObject({ status: 200 });
    for (const id of ['0', '00', '01', '99999999999', 'x'])
      expect(await head(`/track/${id}`)).toMatchObject({ status: 404 });
  });
});

describe('ALB-10: the page of an album', () => {
  test('moves with its name, and shows a cover', async () => {
    const { id } = await album(world, bob, 'Été', ['one']);
    await bob.upload(`/albums/${id}/cover`, { image: await cover() });
    const page = await head(`/u/${bob.handle}/album/${encodeURIComponent('été')}`);
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('Été - bob') });
    expect(page.html).toMatch(/property="og:image" content="http[^"]+\/images\//);
    await bob.patch(`/albums/${id}`, { title: 'Hiver' });
    expect(await head(`/u/${bob.handle}/album/${encodeURIComponent('été')}`)).toMatchObject({
      status: 301,
      location: `${world.url}/u/${bob.handle}/album/hiver`,
    });
  });

  test('ALB-02: is not there for others while there is nothing to hear', async () => {
    await draft(bob, { title: 'Surprise' });
    const { id } = await album(world, bob, 'Only Mine');
    const mine = await shelve(world, bob, { visibility: 'private' });
    await through(world, (albums, tx) => albums.append(tx, id, mine));
    for (const slug of ['surprise', 'only-mine', 'unknown']) {
      const { status, html } = await head(`/u/${bob.handle}/album/${slug}`);
      expect(status).toBe(404);
      expect(html).not.toMatch(/Surprise|Only Mine/);
    }
  });
});

test('LST-17: a shared playlist has its title, owner and cover', async () => {
  const { body } = await bob.post<{ id: string }>('/lists/playlists', { name: 'road songs' });
  await bob.post(`/lists/playlists/${body.id}/tracks`, { track_id: await shelve(world, bob) });
  await bob.upload(`/lists/playlists/${body.id}/cover`, { image: await cover() });
  const page = await head(`/playlist/${body.id}`);
  expect(page).toMatchObject({ status: 200, html: expect.stringContaining('road songs - bob') });
  expect(page.html).toContain('a playlist by bob, 1 track"');
  expect(page.html).toMatch(/property="og:image" content="http/);
  for (const id of ['00000000-0000-4000-8000-000000000000', 'x'])
    expect(await head(`/playlist/${id}`)).toMatchObject({ status: 404 });
});

test('LIKE-04, AUTH-21: people are found by former handles, which lead to the present one', async () => {
  const eve = await world.artist('eve');
  const former = eve.handle;
  await world.database.rows('update accounts set handle = $2 where did = $1', [eve.did, `new-${former}`]);
  for (const [old, now] of [
    [`/u/${former}`, `/u/new-${former}`],
    [`/liked/${former}`, `/liked/new-${former}`],
    [`/u/${former}/liked`, `/liked/new-${former}`],
  ])
    expect(await head(old ?? '')).toMatchObject({ status: 301, location: `${world.url}${now ?? ''}` });
  expect(await head(`/liked/${alice.handle}`)).toMatchObject({
    status: 200,
    html: expect.stringContaining(`liked by @${alice.handle}`),
  });
  // Alice is no artist.
  for (const path of [`/u/${alice.handle}`, '/u/nobody.test', '/liked/nobody.test'])
    expect(await head(path)).toMatchObject({ status: 404 });
});

test('TAG-03: the page of a tag, whatever its name', async () => {
  await shelve(world, bob, { tags: ['ac/dc'] });
  expect(await head('/tag/ac/dc')).toMatchObject({ status: 200, html: expect.stringContaining('#ac/dc') });
  expect(await head('/tag/AC%2FDC')).toMatchObject({ html: expect.stringContaining('1 track tagged ac/dc') });
  expect(await head('/tag/never')).toMatchObject({ status: 404 });
});

describe('TRK-14: /at/ leads to the page of any known record', () => {
  test('a track, and what is said of it; an artist; a list', async () => {
    await bob.put('/preferences/', { allow_comments: true });
    const id = await shelve(world, bob);
    const track = await world.database.one<{ uri: string }>('select uri from tracks where id = $1', [id]);
    const like = (await alice.post<{ atproto_uri: string }>(`/tracks/${id}/like`)).body.atproto_uri;
    const comment = (
      await alice.post<{ atproto_uri: string }>(`/tracks/${id}/comments`, { text: 'x', timestamp_ms: 1 })
    ).body;
    const list = (await bob.post<{ id: string; atproto_record_uri: string }>('/lists/playlists', { name: 'a' })).body;
    const made = await album(world, bob, 'At Last', ['one']);
    const albumUri = `at://${bob.did}/${world.pds.nsid('list')}/3album`;
    await world.database.rows('update albums set uri = $2 where id = $1', [made.id, albumUri]);
    const profile = `at://${bob.did}/${world.pds.nsid('actor.profile')}/self`;
    const expected: [string, string][] = [
      [track?.uri ?? '', `/track/${id}`],
      [(track?.uri ?? '').replace(bob.did, bob.handle), `/track/${id}`],
      [like, `/track/${id}`],
      [comment.atproto_uri, `/track/${id}`],
      [list.atproto_record_uri, `/playlist/${list.id}`],
      [albumUri, `/u/${bob.handle}/album/at-last`],
      [profile, `/u/${bob.handle}`],
      [`at://${bob.did}`, `/u/${bob.handle}`],
    ];
    for (const [uri, page] of expected)
      for (const path of [`/at/${uri}`, `/at/${encodeURIComponent(uri)}`])
        expect({ uri, ...(await head(path)) }).toMatchObject({ uri, status: 301, location: world.url + page });
  });

  test('what is unknown, or not for everybody, is 404', async () => {
    const id = await shelve(world, bob, { visibility: 'private' });
    const secret = await world.database.one<{ uri: string }>('select uri from tracks where id = $1', [id]);
    const unknown = [
      secret?.uri,
      `at://${alice.did}`,
      'at://nobody.test/x/y',
      `at://${bob.did}/x.y.z/self`,
      'nonsense',
      "at://'",
    ];
    for (const uri of unknown) expect(await head(`/at/${uri ?? ''}`)).toMatchObject({ status: 404 });
  });
});

test('other pages say what the site says', async () => {
  for (const path of ['/', '/login', '/portal', '/embed/track/1'])
    expect(await head(path)).toMatchObject({ status: 200, html: expect.stringContaining(SITE) });
  expect(await head('/nowhere')).toMatchObject({ status: 404 });
  expect(await world.visitor().get('/head?path=//evil.test')).toMatchObject({ status: 422 });
});
