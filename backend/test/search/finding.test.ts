import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SearchAnswer } from '../../src/modules/search/search.dto.js';
import { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';
import { find, nameOf, names, Planted } from './planted.js';

let world: World;
let planted: Planted;

beforeAll(async () => {
  world = await World.open();
  planted = new Planted(world);
});
afterAll(() => world.close());

describe('SRCH-01: one search for everything', () => {
  let did: string;

  beforeAll(async () => {
    did = await planted.artist('lantern.test', 'Lantern');
    const id = await planted.track('Lantern Song', { artist: did });
    await planted.album(did, 'Lantern Nights', [id]);
    await planted.tag(id, 'lantern pop');
    await planted.playlist(did, 'Lantern mix');
  });

  test('tracks, artists, albums, tags and playlists, each with what its link and its row need', async () => {
    const { results, counts } = await find(world, 'lantern');
    expect(counts).toEqual({ tracks: 1, artists: 1, albums: 1, tags: 1, playlists: 1 });
    const artist = { artist_handle: 'lantern.test', artist_display_name: 'Lantern' };
    const relevance = expect.any(Number);
    expect(results).toContainEqual({
      ...{ type: 'track', relevance, id: expect.any(Number), title: 'Lantern Song', ...artist, image_url: null },
    });
    expect(results).toContainEqual({
      ...{ type: 'album', relevance, id: expect.any(String), title: 'Lantern Nights', slug: expect.any(String) },
      ...{ ...artist, image_url: null },
    });
    expect(results).toContainEqual({
      type: 'tag',
      relevance,
      id: expect.any(Number),
      name: 'lantern pop',
      track_count: 1,
    });
    expect(results).toContainEqual({
      ...{ type: 'playlist', relevance, id: expect.any(String), name: 'Lantern mix', image_url: null, track_count: 0 },
      ...{ owner_handle: 'lantern.test', owner_display_name: 'Lantern' },
    });
    // Exact, so above all that only begin so.
    expect(results[0]).toEqual({
      ...{ type: 'artist', relevance: 1, did, handle: 'lantern.test', display_name: 'Lantern', avatar_url: null },
    });
    expect(results.map((result) => result.relevance)).toEqual(
      results.map((r) => r.relevance).toSorted((a, b) => b - a),
    );
  });

  test('only the types that were asked for', async () => {
    const { results, counts } = await find(world, 'lantern', '&type=tags,playlists');
    expect(results.map((result) => result.type).toSorted()).toEqual(['playlist', 'tag']);
    expect(counts).toEqual({ tracks: 0, artists: 0, albums: 0, tags: 1, playlists: 1 });
  });

  test('the limit is for each type', async () => {
    await planted.track('Lantern Song II', { artist: did });
    expect((await find(world, 'lantern', '&limit=1')).counts).toEqual({
      ...{ tracks: 1, artists: 1, albums: 1, tags: 1, playlists: 1 },
    });
  });

  test('an artist is found by name and by handle, once, at the better of the two', async () => {
    await planted.artist('velvet.test', 'The Quiet Ones');
    expect((await find(world, 'quiet ones', '&type=artists')).results.map(nameOf)).toEqual(['The Quiet Ones']);
    expect((await find(world, 'velvet.test', '&type=artists')).results[0]).toMatchObject({ relevance: 1 });
    await planted.artist('umbra.test', 'Umbra');
    expect((await find(world, 'umbra', '&type=artists')).results).toHaveLength(1);
  });

  test.each([
    ['one letter', '?q=a'],
    ['one letter and spaces', '?q=%20a%20'],
    ['nothing', ''],
    ['101 letters', `?q=${'a'.repeat(101)}`],
    ['an unknown type', '?q=ab&type=tracks,people'],
    ['no type', '?q=ab&type='],
    ['a limit of none', '?q=ab&limit=0'],
    ['a limit beyond 50', '?q=ab&limit=51'],
  ])('%s is refused', async (_, query) => {
    const { status, body } = await world.visitor().get<{ code: string }>(`/search/${query}`);
    expect([status, body.code]).toEqual([422, 'request.invalid']);
  });

  test('strange input is only text', async () => {
    for (const q of [
      `' or 1=1 --`,
      '\\\\',
      '\\m(',
      '((((',
      '[a',
      '%%',
      '__',
      '\u0000ab ',
      'a'.repeat(100),
      '🎵🎶',
      '\\u0041b',
    ])
      await world
        .visitor()
        .get(`/search/?q=${encodeURIComponent(q)}`)
        .then(({ status }) => expect([q, status]).toEqual([q, 200]));
  });
});

describe('TRK-12: what not everybody may find', () => {
  test.each([
    ['unlisted', { visibility: 'unlisted' }],
    ['private', { visibility: 'private' }],
    ['not published yet', { publishState: 'pending' }],
    ['excluded by an operator', { moderation: 'exclude' }],
    ['without audio', { hasAudio: false }],
  ] as const)('%s: neither the track nor an album or a tag that has nothing else', async (name, how) => {
    const artist = await planted.artist('somebody-else.test');
    const id = await planted.track(`Hidden ${name}`, { artist, ...how });
    await planted.album(artist, `Hidden album ${name}`, [id]);
    await planted.tag(id, `hidden tag ${name}`);
    expect((await find(world, `hidden`)).results.map(nameOf).filter((found) => found.endsWith(name))).toEqual([]);
  });

  test('nothing of an account that is not active', async () => {
    const artist = await planted.artist('gone.test', 'Gone Forever');
    const id = await planted.track('Gone song', { artist });
    await planted.album(artist, 'Gone album', [id]);
    await planted.playlist(artist, 'Gone list');
    await planted.tag(id, 'gone tag');
    expect((await find(world, 'gone')).results).toHaveLength(5);
    await planted.rows(`update accounts set status = 'deactivated' where did = $1`, [artist]);
    expect((await find(world, 'gone')).results).toEqual([]);
  });

  test('many hidden ones of the same name do not push out the one that may be found', async () => {
    const artist = await planted.artist('label.test');
    for (let n = 0; n < 80; n++) await planted.track('Demo', { artist, visibility: 'private' });
    const id = await planted.track('Demo', { artist });
    expect((await find(world, 'demo', '&type=tracks&limit=1')).results).toMatchObject([{ id }]);
  });
});

describe('what changes is found as it is', () => {
  test('a new name at once, and the old one no more', async () => {
    const artist = await planted.artist('changing.test', 'Changing');
    const id = await planted.track('Working title', { artist });
    await planted.rows(`update tracks set title = 'Final name' where id = $1`, [id]);
    expect([await names(world, 'working title'), await names(world, 'final name')]).toEqual([[], ['Final name']]);
    await planted.rows(`update accounts set handle = 'renamed.test' where did = $1`, [artist]);
    expect(await names(world, 'renamed.test', '&type=artists')).toEqual(['Changing']);
    expect(await names(world, 'changing.test', '&type=artists')).toEqual([]);
  });

  test('hidden and shown again', async () => {
    const id = await planted.track('Now you see me', { artist: await planted.artist('magic.test') });
    for (const [visibility, found] of [
      ['private', 0],
      ['public', 1],
    ] as const) {
      await planted.rows(`update tracks set visibility = $2 where id = $1`, [id, visibility]);
      expect(await names(world, 'now you see me')).toHaveLength(found);
    }
    await planted.rows(`update tracks set deleted_at = now() where id = $1`, [id]);
    expect(await names(world, 'now you see me')).toEqual([]);
  });

  test('an upload is found when it is published, with a slip too', async () => {
    const bob = await world.artist('bob');
    await published(bob, { title: 'Wunderkammer', tags: JSON.stringify(['curiosities']), file: await song() });
    expect(await names(world, 'wunderkammer')).toEqual(['Wunderkammer']);
    await world.settled();
    const { body } = await bob.get<SearchAnswer>('/search/?q=wundrekamer');
    expect(body.results.map(nameOf)).toEqual(['Wunderkammer']);
  });
});
