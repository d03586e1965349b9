import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PlaylistWithTracks } from '../../src/modules/playlists/playlists.dto.js';
import type { RecordPageView } from '../../src/modules/previews/record-pages.dto.js';
import type { ArtistView } from '../../src/modules/artists/artists.dto.js';
import type { CommentList } from '../../src/modules/tracks/reactions/reactions.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import { eventually, listeningWorld } from '../ingest/listening.js';
import type { World } from '../harness/world.js';
import { published, song } from '../tracks/uploading.js';
import { comment, like, SecondClient, track } from './second-client.js';

/** Nobody tells the product anything here: it hears the PDS itself. */
let world: World;
beforeAll(async () => {
  world = await listeningWorld();
});
afterAll(() => world.close());

test('ING-01: what another client writes, edits and deletes appears, changes and goes', async () => {
  const [artist, fan] = await Promise.all(['lena', 'fan'].map((name) => world.stranger(name)));
  if (!artist || !fan) throw new Error('nobody came');
  const [lena, listener] = [await SecondClient.open(world, artist), await SecondClient.open(world, fan)];
  const guest = world.visitor();
  const audioBlob = await lena.blob((await song('mp3')).bytes);

  await lena.write('actor.profile', { bio: 'by the sea', createdAt: new Date().toISOString() }, 'self');
  const event = await lena.write('track', track('tide', { artist: 'Lena', audioBlob }));
  const liked = await listener.write('like', like(event));
  const said = await listener.write('comment', comment(event, 'again'));
  const shown = async () => (await guest.get<TrackView>(`/tracks/by-uri?uri=${encodeURIComponent(event.uri)}`)).body;
  await eventually(async () => expect(await shown()).toMatchObject({ title: 'tide', like_count: 1, comment_count: 1 }));
  const { id } = await shown();
  expect((await guest.get<ArtistView>(`/artists/${artist.did}`)).body).toMatchObject({
    display_name: 'Lena',
    bio: 'by the sea',
  });
  expect((await guest.get<CommentList>(`/tracks/${id}/comments`)).body.comments).toEqual([]);

  await lena.write('track', { ...event.value, title: 'ebb' }, event.rkey);
  await listener.delete(liked);
  await listener.delete(said);
  await eventually(async () => expect(await shown()).toMatchObject({ title: 'ebb', like_count: 0, comment_count: 0 }));

  await lena.delete(event);
  await eventually(async () => expect((await guest.get(`/tracks/${id}`)).status).toBe(404));
});

test('ING-01: a list that another client makes, puts in another order, renames and deletes', async () => {
  const mara = await world.artist('mara');
  const records: { uri: string; cid: string }[] = [];
  for (const title of ['dawn', 'dusk']) {
    const { body } = await mara.get<TrackView>(`/tracks/${await published(mara, { title, file: await song() })}`);
    records.push({ uri: body.atproto_record_uri ?? '', cid: body.atproto_record_cid ?? '' });
  }
  const keeper = await SecondClient.open(world, await world.stranger('keeper'));
  const guest = world.visitor();
  const list = (name: string, items: typeof records) => ({
    ...{ name, listType: 'playlist', createdAt: new Date().toISOString() },
    items: items.map((subject) => ({ subject })),
  });
  const made = await keeper.write('list', list('twilight', records));
  const page = () => guest.get<RecordPageView>(`/records/by-uri?uri=${encodeURIComponent(made.uri)}`);
  const shown = async () => {
    const { status, body } = await page();
    expect(status).toBe(200);
    const playlist = await guest.get<PlaylistWithTracks>(`/lists/playlists/${body.path.split('/').at(-1)}`);
    return { name: playlist.body.name, titles: playlist.body.tracks.map(({ title }) => title) };
  };
  await eventually(async () => expect(await shown()).toEqual({ name: 'twilight', titles: ['dawn', 'dusk'] }));
  await keeper.write('list', list('twilight', records.toReversed()), made.rkey);
  await eventually(async () => expect(await shown()).toEqual({ name: 'twilight', titles: ['dusk', 'dawn'] }));
  await keeper.write('list', list('gloaming', records.toReversed()), made.rkey);
  await eventually(async () => expect(await shown()).toEqual({ name: 'gloaming', titles: ['dusk', 'dawn'] }));
  await keeper.delete(made);
  await eventually(async () => expect((await page()).status).toBe(404));
});

test('ING-01: a profile that another client edits and deletes', async () => {
  const person = await world.stranger('noor');
  const noor = await SecondClient.open(world, person);
  const createdAt = new Date().toISOString();
  const bio = async () => (await world.visitor().get<ArtistView>(`/artists/${person.did}`)).body.bio;
  const event = await noor.write('actor.profile', { bio: 'hums', createdAt }, 'self');
  await eventually(async () => expect(await bio()).toBe('hums'));
  await noor.write('actor.profile', { bio: 'hums loudly', createdAt }, 'self');
  await eventually(async () => expect(await bio()).toBe('hums loudly'));
  await noor.delete(event);
  await eventually(async () => expect(await bio()).toBeNull());
});
