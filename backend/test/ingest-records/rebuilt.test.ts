import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { cover, published, song } from '../tracks/uploading.js';
import { hear, SecondClient } from './second-client.js';

/** The index is lost; records and bytes are not. */
let world: World;
let bob: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
});
afterAll(() => world.close());

const byUri = async (uri: string) =>
  (await world.visitor().get<TrackView>(`/tracks/by-uri?uri=${encodeURIComponent(uri)}`)).body;

/** As a restored backup of accounts alone. */
async function loseTracks(): Promise<void> {
  await world.database.rows('delete from tracks');
  await world.database.rows('delete from albums');
  await world.database.rows('delete from audio_files');
  await world.database.rows('delete from images');
  await world.database.rows('delete from tags');
  await world.database.rows('delete from pds_outbox');
}

async function repository(client: SecondClient) {
  const records = await world.pds.list(client.did, 'track');
  return Promise.all(records.map(({ uri }) => client.told('track', uri.split('/').at(-1) ?? '')));
}

test('I10: what a record carries comes back, with the bytes that lie in the storage', async () => {
  const guest = await world.stranger('guest');
  const id = await published(bob, {
    title: 'kept',
    album: 'Rooms',
    description: 'two\nlines',
    tags: ['tape', 'dub techno'],
    features: JSON.stringify([guest.handle]),
    visibility: 'unlisted',
    file: await song('mp3'),
    image: await cover(),
  });
  await world.settled();
  const { body: before } = await world.visitor().get<TrackView>(`/tracks/${id}`);
  const outline = (await world.visitor().get(`/tracks/${id}/waveform`)).body;
  const client = await SecondClient.open(world, bob);
  const records = await repository(client);
  await loseTracks();
  // ST-06: what is made of a picture need not have been kept with it.
  const thumbnail = new URL(before.thumbnail_url ?? '').pathname;
  await rm(path.join(world.folder, 'storage/images', path.basename(thumbnail)));

  await hear(world, records, 'rebuild');
  await world.settled();

  const after = await byUri(before.atproto_record_uri ?? '');
  const { id: newId, album, source, duration_ms, features, loudness_lufs, ...same } = after;
  const { id: _, album: oldAlbum, source: __, duration_ms: ___, features: oldFeatures, ...old } = before;
  const { loudness_lufs: oldLoudness, ...expected } = old;
  expect(same).toEqual(expected);
  expect(newId).toBeGreaterThan(0);
  expect(source).toBe('network');
  expect(Math.round((duration_ms ?? 0) / 1000)).toBe(before.duration);
  expect(loudness_lufs).toBeCloseTo(oldLoudness ?? 0, 2);
  expect(album).toMatchObject({ title: oldAlbum?.title, slug: oldAlbum?.slug });
  expect(features.map(({ did }) => did)).toEqual(oldFeatures.map(({ did }) => did));
  expect((await world.visitor().fetch(`/audio/${after.file_id}`)).status).toBe(200);
  expect((await world.visitor().get(`/tracks/${newId}/waveform`)).body).toEqual(outline);
  expect((await world.visitor().fetch(new URL(after.thumbnail_url ?? '').pathname)).status).toBe(200);
});

test('a file that tracks of two people name goes to neither, until one of them is taken down', async () => {
  const id = await published(bob, { title: 'coveted', file: await song('mp3') });
  await world.settled();
  const { body: before } = await world.visitor().get<TrackView>(`/tracks/${id}`);
  const uri = before.atproto_record_uri ?? '';
  const client = await SecondClient.open(world, bob);
  const mine = await client.told('track', uri.split('/').at(-1) ?? '');
  const thief = await SecondClient.open(world, await world.stranger('thief'));
  const theirs = await thief.write('track', mine.value);
  await loseTracks();

  await hear(world, [theirs, mine], 'rebuild');
  await world.settled();
  expect((await world.visitor().get(`/tracks/by-uri?uri=${encodeURIComponent(uri)}`)).status).toBe(404);

  await world.database.rows(`update tracks set moderation = 'takedown' where uri = $1`, [theirs.uri]);
  await hear(world, [mine], 'rebuild');
  await world.settled();
  expect((await byUri(uri)).artist_did).toBe(bob.did);
  expect((await world.visitor().get(`/tracks/by-uri?uri=${encodeURIComponent(theirs.uri)}`)).status).toBe(404);
});

test('whose artist is rebuilt first owns the file; who comes later is refused', async () => {
  const id = await published(bob, { title: 'mine', file: await song('mp3') });
  await world.settled();
  const uri = (await world.visitor().get<TrackView>(`/tracks/${id}`)).body.atproto_record_uri ?? '';
  const mine = await (await SecondClient.open(world, bob)).told('track', uri.split('/').at(-1) ?? '');
  const thief = await SecondClient.open(world, await world.stranger('thief'));
  const theirs = await thief.write('track', mine.value);
  await loseTracks();
  await hear(world, [mine], 'rebuild');
  await world.settled();
  expect(await hear(world, [theirs], 'rebuild')).toEqual([{ kind: 'ignored', reason: 'audio_unreachable' }]);
  expect((await byUri(uri)).artist_did).toBe(bob.did);
});

test('a record whose bytes are lost stays invisible', async () => {
  const id = await published(bob, { title: 'silent', file: await song('mp3') });
  await world.settled();
  const { body: before } = await world.visitor().get<TrackView>(`/tracks/${id}`);
  const uri = before.atproto_record_uri ?? '';
  const mine = await (await SecondClient.open(world, bob)).told('track', uri.split('/').at(-1) ?? '');
  await loseTracks();
  const lost = { ...mine, value: { ...mine.value, audioUrl: before.r2_url?.replace(/[0-9a-f]{12}$/, '0'.repeat(12)) } };
  await hear(world, [lost], 'rebuild');
  await world.settled();
  const row = await world.database.one('select publish_state, failure from tracks where uri = $1', [uri]);
  expect(row).toEqual({ publish_state: 'failed', failure: 'audio_unreachable' });
});
