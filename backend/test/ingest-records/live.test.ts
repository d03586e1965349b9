import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ArtistView } from '../../src/modules/artists/artists.dto.js';
import type { CommentList } from '../../src/modules/tracks/reactions/reactions.dto.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import { eventually, listeningWorld } from '../ingest/listening.js';
import type { World } from '../harness/world.js';
import { song } from '../tracks/uploading.js';
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
