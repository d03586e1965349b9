import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AlbumMetadata, CoverStored } from '../../src/modules/tracks/albums/albums.dto.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { shelve } from '../tracks/catalogue.js';
import { cover, published, song } from '../tracks/uploading.js';
import { album, draft, shown, through, titles } from './shelf.js';

let world: World;
let bob: Person;
let eve: Person;
let guest: Visitor;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  eve = await world.artist('eve');
  guest = world.visitor();
});
afterAll(() => world.close());

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const recordOf = async (trackId: number) => {
  const track = await world.database.one<{ rkey: string }>('select rkey from tracks where id = $1', [trackId]);
  const records = await world.pds.list(bob.did, 'track');
  return records.find(({ uri }) => uri.endsWith(`/${track?.rkey ?? ''}`))?.value;
};

describe('ALB-09: an album is drafted, filled and finished', () => {
  test('the draft is empty, for its owner alone, and the same for the same address', async () => {
    const made = await draft(bob, { title: 'Night Shift', description: 'two nights' });
    expect(made).toMatchObject({
      status: 200,
      body: {
        title: 'Night Shift',
        slug: 'night-shift',
        description: 'two nights',
        artist: 'bob',
        artist_did: bob.did,
        artist_handle: bob.handle,
        track_count: 0,
        list_uri: null,
        publish_state: 'pending',
      },
    });
    expect(await draft(bob, { title: 'night SHIFT' })).toMatchObject({ body: { id: made.body.id } });
    expect(await draft(bob, { title: 'Another', slug: 'Night shift' })).toMatchObject({ body: { id: made.body.id } });
    expect(await draft(eve, { title: 'Night Shift' })).not.toMatchObject({ body: { id: made.body.id } });
    expect(await guest.get(`/albums/${bob.handle}/night-shift`)).toMatchObject({ status: 404 });
    expect(await shown(bob, 'night-shift', bob)).toMatchObject({ tracks: [] });
  });

  test('many drafts of one title at the same moment are one', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => draft(bob, { title: 'At Once' })));
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
  });

  test('UP-10: uploads name it by its id, and the last word gives the order', async () => {
    const { body } = await draft(bob, { title: 'Filled' });
    const ids: number[] = [];
    for (const title of ['one', 'two', 'three'])
      ids.push(await published(bob, { title, album_id: body.id, file: await song() }));
    const [one = 0, two = 0, three = 0] = ids;
    const finished = await bob.post<AlbumMetadata>(`/albums/${body.id}/finalize`, { track_ids: [three, one, two] });
    expect(finished).toMatchObject({ status: 200, body: { id: body.id, track_count: 3 } });
    expect(titles(await shown(bob, 'filled', guest))).toEqual(['three', 'one', 'two']);
    // A second time is no harm.
    expect(await bob.post(`/albums/${body.id}/finalize`, { track_ids: [one, two, three] })).toMatchObject({
      status: 200,
    });
    expect(titles(await shown(bob, 'filled', guest))).toEqual(['one', 'two', 'three']);
  });

  test('an upload does not land on the album of another', async () => {
    const { id } = await album(world, eve, 'not yours', ['x']);
    const answer = await bob.upload('/tracks/', { title: 'sneak', album_id: id, file: await song() });
    expect(answer).toMatchObject({ status: 404, body: { code: 'albums.not_found' } });
  });

  test('what is not exactly its tracks is refused with those it has', async () => {
    const { id, trackIds } = await album(world, bob, 'Exact', ['a', 'b']);
    const [a = 0, b = 0] = trackIds;
    const foreign = await shelve(world, bob);
    for (const track_ids of [[a], [a, b, foreign], [a, foreign], [a, a], []]) {
      expect(await bob.post(`/albums/${id}/finalize`, { track_ids })).toMatchObject({
        status: 409,
        body: { code: 'lists.membership_mismatch', current_items: [a, b] },
      });
    }
    expect(titles(await shown(bob, 'exact', guest))).toEqual(['a', 'b']);
    for (const track_ids of ['1', [0], ['x'], undefined])
      expect(await bob.post(`/albums/${id}/finalize`, { track_ids })).toMatchObject({ status: 422 });
  });

  test('AUTH-10: is for artists, and takes only what an album has', async () => {
    const carol = await world.person('carol');
    expect(await draft(carol, { title: 'x' })).toMatchObject({
      status: 403,
      body: { code: 'artists.profile_required' },
    });
    expect(await guest.post('/albums/', { title: 'x' })).toMatchObject({ status: 401 });
    for (const fields of [{}, { title: '' }, { title: ' ' }, { title: 'x'.repeat(257) }, { title: 'x', colour: 'red' }])
      expect(await draft(bob, fields)).toMatchObject({ status: 422, body: { code: 'request.invalid' } });
  });
});

describe('ALB-10: a new name', () => {
  test('keeps every former address, and reaches the records of its tracks', async () => {
    const { id, trackIds } = await album(world, bob, 'Working Title', ['sketch']);
    const renamed = await bob.patch<AlbumMetadata>(`/albums/${id}`, { title: 'Été & Nuit' });
    expect(renamed).toMatchObject({ status: 200, body: { id, title: 'Été & Nuit', slug: 'été-nuit' } });
    for (const slug of ['working-title', 'été-nuit'])
      expect((await shown(bob, slug, guest)).metadata).toMatchObject({ id, slug: 'été-nuit' });
    await world.settled();
    expect(await recordOf(trackIds[0] ?? 0)).toMatchObject({ title: 'sketch', album: 'Été & Nuit' });

    // Back again: the first address is the present one once more.
    expect(await bob.patch(`/albums/${id}`, { title: 'Working Title' })).toMatchObject({
      body: { slug: 'working-title' },
    });
    expect((await shown(bob, 'été-nuit', guest)).metadata).toMatchObject({ slug: 'working-title' });
  });

  test('may have an address of its own, or one without letters', async () => {
    const { id } = await album(world, bob, 'Plain', ['x']);
    expect(await bob.patch(`/albums/${id}`, { title: 'Plainer', slug: 'My Own!' })).toMatchObject({
      body: { title: 'Plainer', slug: 'my-own' },
    });
    expect(await bob.patch(`/albums/${id}`, { title: '???' })).toMatchObject({
      body: { title: '???', slug: expect.stringMatching(/^[a-z2-7]{13}$/) },
    });
    // The same letters in another case keep the address.
    const shy = await album(world, bob, 'quiet', ['x']);
    expect(await bob.patch(`/albums/${shy.id}`, { title: 'QUIET' })).toMatchObject({
      body: { title: 'QUIET', slug: 'quiet' },
    });
  });

  test('is refused where another album has, or had, its address', async () => {
    const first = await album(world, bob, 'Taken', ['x']);
    const second = await album(world, bob, 'Wanting', ['y']);
    const refusal = { status: 409, body: { code: 'albums.slug_taken' } };
    expect(await bob.patch(`/albums/${second.id}`, { title: 'taken' })).toMatchObject(refusal);
    await bob.patch(`/albums/${first.id}`, { title: 'Moved On' });
    expect(await bob.patch(`/albums/${second.id}`, { slug: 'taken' })).toMatchObject(refusal);
    expect((await shown(bob, 'wanting', guest)).metadata.title).toBe('Wanting');
    // Another artist's addresses are their own.
    const other = await album(world, eve, 'Elsewhere', ['z']);
    expect(await eve.patch(`/albums/${other.id}`, { title: 'Taken' })).toMatchObject({ body: { slug: 'taken' } });
  });

  test('comes as JSON, as a form, or in the query; what is left out stays', async () => {
    const { id } = await album(world, bob, 'Many Ways', ['x']);
    expect(await bob.patch(`/albums/${id}`, { description: 'by json' })).toMatchObject({
      body: { title: 'Many Ways', description: 'by json' },
    });
    expect(await bob.patch(`/albums/${id}?title=By%20Query`)).toMatchObject({
      body: { title: 'By Query', slug: 'by-query', description: 'by json' },
    });
    expect(await bob.patch(`/albums/${id}`, new URLSearchParams({ title: 'By Form', extra: '1' }))).toMatchObject({
      body: { title: 'By Form' },
    });
    expect(await bob.patch(`/albums/${id}`, { description: null })).toMatchObject({ body: { description: null } });
    for (const change of [{ title: '' }, { title: null }, { slug: null }, { colour: 'red' }])
      expect(await bob.patch(`/albums/${id}`, change)).toMatchObject({ status: 422 });
  });
});

describe('ALB-03: a cover', () => {
  test('is shown at once; the former one is not kept for ever', async () => {
    const { id } = await album(world, bob, 'Dressed', ['x']);
    const first = await bob.upload<CoverStored>(`/albums/${id}/cover`, { image: await cover() });
    expect(first).toMatchObject({ status: 200, body: { image_id: expect.any(String) } });
    const { metadata, tracks } = await shown(bob, 'dressed', guest);
    expect(metadata).toMatchObject({ image_url: first.body.image_url, thumbnail_url: first.body.thumbnail_url });
    expect(tracks[0]?.album).toMatchObject({ image_url: first.body.image_url });
    expect((await guest.fetch(first.body.thumbnail_url)).status).toBe(200);
    const second = await bob.upload<CoverStored>(`/albums/${id}/cover`, { image: await cover() });
    expect((await shown(bob, 'dressed', guest)).metadata.image_url).toBe(second.body.image_url);
    expect(
      await world.database.rows('select state, doom_reason from images where id = $1', [first.body.image_id]),
    ).toEqual([{ state: 'doomed', doom_reason: 'replaced' }]);
  });

  test('must be a picture, and there must be one', async () => {
    const { id } = await album(world, bob, 'Undressed', ['x']);
    const bytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    expect(await bob.upload(`/albums/${id}/cover`, { image: { bytes, name: 'x.svg' } })).toMatchObject({
      status: 400,
      body: { code: 'media.image_unsupported' },
    });
    expect(await bob.upload(`/albums/${id}/cover`, { other: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'request.invalid', errors: [{ path: 'image' }] },
    });
    expect((await shown(bob, 'undressed', guest)).metadata.image_url).toBeNull();
  });
});

describe('ALB-11: taking away', () => {
  test('an album goes, its tracks stay and no longer name it', async () => {
    const { id, trackIds } = await album(world, bob, 'Dissolved', ['left', 'over']);
    const [left = 0] = trackIds;
    await bob.patch(`/tracks/${left}`, { title: 'left' });
    await world.settled();
    expect(await recordOf(left)).toMatchObject({ album: 'Dissolved' });
    expect(await bob.delete(`/albums/${id}`)).toMatchObject({ status: 200, body: { deleted: true, cascade: false } });
    expect(await bob.get(`/albums/${bob.handle}/dissolved`)).toMatchObject({ status: 404 });
    expect(await guest.get(`/tracks/${left}`)).toMatchObject({ status: 200, body: { album: null } });
    await world.settled();
    expect(await recordOf(left)).not.toHaveProperty('album');
    // Its address is free again.
    expect(await draft(bob, { title: 'Dissolved' })).not.toMatchObject({ body: { id } });
  });

  test('with its tracks', async () => {
    const { id, trackIds } = await album(world, bob, 'All Gone', ['a', 'b']);
    expect(await bob.delete(`/albums/${id}?cascade=true`)).toMatchObject({ body: { deleted: true, cascade: true } });
    for (const trackId of trackIds) expect(await bob.get(`/tracks/${trackId}`)).toMatchObject({ status: 410 });
    await world.settled();
    expect(await world.database.rows('select id from tracks where id = any($1)', [trackIds])).toEqual([]);
    expect(await bob.delete(`/albums/${id}?cascade=maybe`)).toMatchObject({ status: 422 });
  });

  test('one track leaves, and the others move up', async () => {
    const { id, trackIds } = await album(world, bob, 'One Less', ['a', 'b', 'c']);
    const [, b = 0] = trackIds;
    expect(await bob.delete(`/albums/${id}/tracks/${b}`)).toMatchObject({
      status: 200,
      body: { removed: true, track_id: b },
    });
    expect(titles(await shown(bob, 'one-less', guest))).toEqual(['a', 'c']);
    expect(await guest.get(`/tracks/${b}`)).toMatchObject({ body: { album: null } });
    for (const trackId of [b, 2_000_000_000, 'x'])
      expect(await bob.delete(`/albums/${id}/tracks/${trackId}`)).toMatchObject({ status: 404 });
  });
});

test('GEN-06: what is shown may be changed by its owner only, and what is not shown is not there', async () => {
  const open = await album(world, bob, 'Open', ['x']);
  const hidden = await draft(bob, { title: 'Hidden' });
  const track = open.trackIds[0] ?? 0;
  const attempts = (id: string, who: Visitor) => [
    who.patch(`/albums/${id}`, { title: 'Mine' }),
    who.post(`/albums/${id}/finalize`, { track_ids: [track] }),
    who.upload(`/albums/${id}/cover`, {}),
    who.delete(`/albums/${id}`),
    who.delete(`/albums/${id}/tracks/${track}`),
  ];
  for (const answer of await Promise.all(attempts(open.id, eve)))
    expect(answer).toMatchObject({ status: 403, body: { code: 'albums.not_owner' } });
  for (const id of [hidden.body.id, UNKNOWN, 'not-an-id'])
    for (const answer of await Promise.all(attempts(id, eve)))
      expect(answer).toMatchObject({ status: 404, body: { code: 'albums.not_found' } });
  for (const answer of await Promise.all(attempts(open.id, guest))) expect(answer).toMatchObject({ status: 401 });
  expect(titles(await shown(bob, 'open', guest))).toEqual(['x']);
});

test('LST-19: the 501st track is refused before anything is written', async () => {
  const { id } = await album(world, bob, 'Too Long');
  await world.database.rows(
    `with made as (
       insert into tracks (artist_did, title, rkey, uri)
       select $1, 'n', 'x' || n, 'at://' || $1 || '/x/' || n from generate_series(1, 500) n returning id)
     insert into album_tracks (album_id, track_id, position) select $2, id, row_number() over (order by id) from made`,
    [bob.did, id],
  );
  const more = await shelve(world, bob);
  await expect(through(world, (albums, tx) => albums.append(tx, id, more))).rejects.toMatchObject({
    code: 'lists.full',
    message: 'a list holds at most 500 tracks',
  });
  expect(await bob.patch(`/tracks/${more}`, { album: 'Too Long' })).toMatchObject({ status: 409 });
  const sent = await bob.upload('/tracks/', { title: 'late', album_id: id, file: await song() });
  expect(sent).toMatchObject({ status: 409, body: { code: 'lists.full' } });
  expect(await world.database.rows(`select id from tracks where title = 'late'`)).toEqual([]);
});
