import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HeadView } from '../../src/modules/previews/previews.dto.js';
import type { TagPage, TagView } from '../../src/modules/tracks/tags/tags.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';

let world: World;
let bob: Person;
let eve: Person;
let guest: Visitor;

beforeAll(async () => {
  world = await World.open();
  [bob, eve] = [await world.artist('bob'), await world.artist('eve')];
  guest = world.visitor();
});
afterAll(() => world.close());

const tagged = async (artist: Person, title: string, tags: string[], more = {}) =>
  published(artist, { title, tags: JSON.stringify(tags), file: await song(), ...more });
const named = (name: string, query = '') =>
  guest.get<TagPage>(`/tracks/tags/${name.split('/').map(encodeURIComponent).join('/')}${query}`);

describe('TAG-01, TAG-02: tags', () => {
  test('are normalised on a track and keep the order of the artist', async () => {
    const id = await tagged(bob, 'first', ['  Dub   Techno ', 'TAPE', '-tape-', 'ambient']);
    expect((await guest.get<TrackView>(`/tracks/${id}`)).body.tags).toEqual(['dub techno', 'tape', 'ambient']);
  });

  test('are found by their beginning, the most used first', async () => {
    await tagged(eve, 'second', ['dub', 'dub techno']);
    await tagged(eve, 'third', ['dub techno']);
    const { body } = await guest.get<TagView[]>('/tracks/tags?q=Dub');
    expect(body).toEqual([
      { name: 'dub techno', track_count: 3 },
      { name: 'dub', track_count: 1 },
    ]);
    expect((await guest.get<TagView[]>('/tracks/tags?q=dub&limit=1')).body).toHaveLength(1);
    expect((await guest.get<TagView[]>('/tracks/tags?q=%25')).body).toEqual([]);
  });

  test('lead to their tracks, newest first, in pages', async () => {
    const { body } = await named('DUB  techno', '?limit=2');
    expect(body).toMatchObject({
      tag: { name: 'dub techno', track_count: 3, created_by_handle: bob.handle },
      tracks: [{ title: 'third' }, { title: 'second' }],
      has_more: true,
    });
    expect((await named('dub techno', `?limit=2&cursor=${body.next_cursor}`)).body).toMatchObject({
      tracks: [{ title: 'first' }],
      has_more: false,
    });
  });

  test('may hold a slash', async () => {
    await tagged(bob, 'fourth', ['Drum/Bass/160']);
    const page = { status: 200, body: { tag: { name: 'drum/bass/160' }, tracks: [{ title: 'fourth' }] } };
    expect(await named('drum/bass/160')).toMatchObject(page);
    expect(await guest.get(`/tracks/tags/${encodeURIComponent('drum/bass/160')}`)).toMatchObject(page);
  });

  test('GEN-06: of what nobody finds are there for nobody', async () => {
    await tagged(bob, 'hidden', ['only mine'], { visibility: 'private' });
    expect((await guest.get<TagView[]>('/tracks/tags?q=only')).body).toEqual([]);
    expect(await named('only mine')).toMatchObject({ status: 404, body: { code: 'tags.not_found' } });
    expect((await guest.get<HeadView>('/head?path=/tag/only%20mine')).body).toMatchObject({ status: 404 });
    await tagged(eve, 'found', ['only mine']);
    expect((await named('only mine')).body).toMatchObject({ tag: { track_count: 1 }, tracks: [{ title: 'found' }] });
  });

  test('nobody ever used are 404', async () => {
    for (const name of ['never', '-', 'x'.repeat(60)])
      expect(await named(name)).toMatchObject({ status: 404, body: { code: 'tags.not_found' } });
  });
});

test('TAG-01: the same new tags at the same moment are made once', async () => {
  const names = ['zeta', 'eta', 'theta', 'iota'];
  await Promise.all([tagged(bob, 'here', names), tagged(eve, 'there', [...names].reverse())]);
  const { body } = await guest.get<TagView[]>('/tracks/tags?q=iota');
  expect(body).toEqual([{ name: 'iota', track_count: 2 }]);
});

test('TAG-01: an upload with too many tags, or one too long, is refused and leaves nothing', async () => {
  for (const tags of [Array.from({ length: 11 }, (_, n) => `tag ${n}`), ['x'.repeat(51)]]) {
    const answer = await bob.upload('/tracks/', { title: 'no', tags: JSON.stringify(tags), file: await song() });
    expect(answer).toMatchObject({ status: 400, body: { code: 'tags.invalid' } });
  }
  expect((await guest.get<TagView[]>('/tracks/tags?q=tag')).body).toEqual([]);
});

test('TAG-04: what a guest hides is out of discovery, and on its tag page', async () => {
  await tagged(bob, 'machine', ['ai']);
  const { body } = await guest.get<{ tracks: TrackView[] }>('/tracks/?limit=100');
  expect(body.tracks.map(({ title }) => title)).not.toContain('machine');
  expect((await named('ai')).body.tracks.map(({ title }) => title)).toEqual(['machine']);
});
