import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Albums } from '../../src/modules/albums/index.js';
import type { AlbumPage, AlbumView, ArtistAlbumPage } from '../../src/modules/tracks/albums/albums.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import { Transactions } from '../../src/platform/database/index.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { cover, published, song } from '../tracks/uploading.js';

let world: World;
let bob: Person;
let guest: Visitor;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  guest = world.visitor();
});
afterAll(() => world.close());

const onAlbum = async (album: string, title: string, more = {}) =>
  published(bob, { title, album, file: await song(), ...more });
const shown = async (slug: string, who: Visitor = guest) =>
  (await who.get<AlbumView>(`/albums/${bob.handle}/${encodeURIComponent(slug)}`)).body;
const titles = ({ tracks }: AlbumView) => tracks.map(({ title }) => title);

/** What other modules do through the front door. */
function through<T>(work: (albums: Albums, tx: Parameters<Albums['append']>[0]) => Promise<T>): Promise<T> {
  return world.get(Transactions).run((tx) => work(world.get(Albums), tx));
}

describe('ALB-01, ALB-02: an album named by uploads', () => {
  test('holds its tracks in the order they were sent, with cover and sums', async () => {
    const first = await onAlbum('Low Tide Ledger', 'one', { image: await cover(), tags: '["tape"]' });
    await onAlbum('low tide LEDGER', 'two');
    await onAlbum('Low Tide Ledger', 'three');
    await guest.post(`/tracks/${first}/play`);

    const album = await shown('low-tide-ledger');
    expect(titles(album)).toEqual(['one', 'two', 'three']);
    expect(album.tracks[0]).toMatchObject({ tags: ['tape'], album: { slug: 'low-tide-ledger' } });
    expect(album.metadata).toMatchObject({
      title: 'Low Tide Ledger',
      slug: 'low-tide-ledger',
      artist: 'bob',
      artist_handle: bob.handle,
      artist_did: bob.did,
      track_count: 3,
      total_plays: 1,
      image_url: album.tracks[0]?.image_url,
      thumbnail_url: album.tracks[0]?.thumbnail_url,
    });
  });

  test('ALB-10: keeps the letters of any script in its address, and has one without letters', async () => {
    await onAlbum('夜行バス', 'late bus');
    expect((await shown('夜行バス')).metadata.title).toBe('夜行バス');
    await onAlbum('!!!', 'loud');
    await onAlbum('!!!', 'louder');
    const { body } = await guest.get<ArtistAlbumPage>(`/albums/${bob.handle}`);
    const loud = body.albums.find(({ title }) => title === '!!!');
    expect(loud).toMatchObject({ track_count: 2, slug: expect.stringMatching(/^[a-z2-7]{13}$/) });
    expect(titles(await shown(loud?.slug ?? ''))).toEqual(['loud', 'louder']);
  });

  test('ALB-10: a former address leads to the present one', async () => {
    await onAlbum('Draft', 'sketch');
    await world.database.rows(
      `with renamed as (update albums set title = 'Final', slug = 'final' where slug = 'draft' returning id)
       insert into album_slugs (artist_did, slug, album_id) select $1, 'final', id from renamed`,
      [bob.did],
    );
    expect((await shown('draft')).metadata).toMatchObject({ title: 'Final', slug: 'final' });
  });

  test('shows others only what they find on the artist’s list', async () => {
    await onAlbum('Mixed', 'public');
    await onAlbum('Mixed', 'by link', { visibility: 'unlisted' });
    await onAlbum('Mixed', 'private', { visibility: 'private' });
    expect(titles(await shown('mixed'))).toEqual(['public']);
    expect((await shown('mixed')).metadata.track_count).toBe(1);
    expect(titles(await shown('mixed', bob))).toEqual(['public', 'by link', 'private']);
  });

  test('with nothing to hear is for its owner only', async () => {
    await onAlbum('Secret', 'private', { visibility: 'private' });
    expect(await guest.get(`/albums/${bob.handle}/secret`)).toMatchObject({
      status: 404,
      body: { code: 'albums.not_found' },
    });
    expect(titles(await shown('secret', bob))).toEqual(['private']);
    const listed = async (who: Visitor) =>
      (await who.get<ArtistAlbumPage>(`/albums/${bob.handle}`)).body.albums.map(({ slug }) => slug);
    expect(await listed(guest)).not.toContain('secret');
    expect(await listed(bob)).toContain('secret');
  });

  test('unknown artists and albums are 404', async () => {
    expect(await guest.get('/albums/nobody.test')).toMatchObject({ status: 404, body: { code: 'artists.not_found' } });
    expect(await guest.get('/albums/nobody.test/x')).toMatchObject({ status: 404 });
    expect(await guest.get(`/albums/${bob.handle}/nothing`)).toMatchObject({ status: 404 });
  });
});

test('ALB-02: all albums by title, in pages that miss none', async () => {
  const eve = await world.artist('eve');
  for (const album of ['alpha', 'Beta', 'alpha two']) await published(eve, { title: album, album, file: await song() });
  const all: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const { body } = await guest.get<AlbumPage>(`/albums/?limit=2${query}`);
    all.push(...body.albums.map(({ title }) => title));
    cursor = body.next_cursor;
  } while (cursor);
  expect(all).toEqual([...new Set(all)]);
  expect(all.filter((title) => /alpha|beta/i.test(title))).toEqual(['alpha', 'alpha two', 'Beta']);
  expect(await guest.get('/albums/?cursor=nonsense')).toMatchObject({
    status: 400,
    body: { code: 'request.invalid_cursor' },
  });
});

describe('ALB-07: positions', () => {
  const positions = (albumId: string) =>
    world.database.rows<{ track_id: number; position: number }>(
      'select track_id, position from album_tracks where album_id = $1 order by position',
      [albumId],
    );

  test('are 1 to n after a track left, moved, and came back', async () => {
    const ids = [];
    for (const title of ['a', 'b', 'c']) ids.push(await published(bob, { title, file: await song() }));
    const [a = 0, b = 0, c = 0] = ids;
    const here = await through((albums, tx) => albums.ensure(tx, bob.did, 'here'));
    const there = await through((albums, tx) => albums.ensure(tx, bob.did, 'there'));
    for (const id of ids) await through((albums, tx) => albums.append(tx, here, id));
    await through((albums, tx) => albums.append(tx, there, a));
    await through((albums, tx) => albums.append(tx, there, a));
    expect(await positions(here)).toEqual([
      { track_id: b, position: 1 },
      { track_id: c, position: 2 },
    ]);
    expect(await positions(there)).toEqual([{ track_id: a, position: 1 }]);
    await through((albums, tx) => albums.remove(tx, b));
    await through((albums, tx) => albums.append(tx, here, a));
    expect(await positions(here)).toEqual([
      { track_id: c, position: 1 },
      { track_id: a, position: 2 },
    ]);
  });

  test('are total when many are appended at the same moment, to one album made once', async () => {
    const ids = [];
    for (const title of ['d', 'e', 'f', 'g']) ids.push(await published(bob, { title, file: await song() }));
    await Promise.all(
      ids.map((id) =>
        through(async (albums, tx) => albums.append(tx, await albums.ensure(tx, bob.did, 'at once'), id)),
      ),
    );
    const albumId = await through((albums, tx) => albums.ensure(tx, bob.did, 'At Once'));
    expect((await positions(albumId)).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  test('close up when a track is deleted', async () => {
    const gone = await onAlbum('Shrinking', 'first');
    await onAlbum('Shrinking', 'second');
    const { album } = (await bob.get<TrackView>(`/tracks/${gone}`)).body;
    expect(await bob.delete(`/tracks/${gone}`)).toMatchObject({ status: 200 });
    expect(titles(await shown('shrinking'))).toEqual(['second']);
    await world.settled();
    expect(await positions(album?.id ?? '')).toMatchObject([{ position: 1 }]);
  });
});
