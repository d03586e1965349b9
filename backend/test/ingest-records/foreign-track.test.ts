import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tidAt } from '../../src/common/ids.js';
import type { TrackPage, TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { song } from '../tracks/uploading.js';
import { hear, like, type Put, SecondClient, track } from './second-client.js';

/** Somebody who never came here publishes by another client. */
let world: World;
let ilse: Person;
let client: SecondClient;
let audioBlob: object;

beforeAll(async () => {
  world = await World.open();
  ilse = await world.stranger('ilse');
  client = await SecondClient.open(world, ilse);
  audioBlob = await client.blob((await song('mp3')).bytes);
});
afterAll(() => world.close());

const byUri = ({ uri }: Put) => world.visitor().get<TrackView>(`/tracks/by-uri?uri=${encodeURIComponent(uri)}`);
const rowOf = ({ uri }: Put) =>
  world.database.one<{ publish_state: string; failure: string | null }>(
    'select publish_state, failure from tracks where uri = $1',
    [uri],
  );

test('ING-04, ING-05: a track with its audio in the artist’s repository is fetched, shown and plays', async () => {
  const guest = await world.stranger('guest');
  const event = await client.write(
    'track',
    track('over the dyke', {
      audioBlob,
      album: 'Low Country',
      description: 'one take\n\n\n',
      tags: ['Tape ', 'field-recording'],
      features: [{ did: guest.did }, { did: ilse.did }],
      loudness: -14_250,
      createdAt: '2025-03-04T05:06:07.123456Z',
    }),
  );

  expect(await hear(world, [event])).toEqual([{ kind: 'taken' }]);
  await world.settled();

  const { status, body } = await byUri(event);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    title: 'over the dyke',
    artist: 'Ilse',
    artist_did: ilse.did,
    artist_handle: ilse.handle,
    description: 'one take',
    tags: ['tape', 'field-recording'],
    album: { title: 'Low Country', slug: 'low-country' },
    created_at: '2025-03-04T05:06:07.123456Z',
    duration: 2,
    source: 'network',
    visibility: 'public',
    atproto_record_uri: event.uri,
    atproto_record_cid: event.cid,
  });
  expect(body.features.map(({ did }) => did)).toEqual([guest.did]);
  const audio = await world.visitor().fetch(`/audio/${body.file_id}`);
  expect([audio.status, audio.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
  expect((await audio.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
  const page = await world.visitor().get<TrackPage>('/tracks/');
  expect(page.body.tracks.map(({ id }) => id)).toContain(body.id);
  // A track alone does not give us leave to write lists for somebody.
  expect(await world.database.rows('select 1 from pds_outbox where did = $1', [ilse.did])).toEqual([]);
});

test('ING-03: the same event again, and one from before, change nothing', async () => {
  const first = await client.write('track', track('first words', { audioBlob }));
  const second = await client.write('track', track('second words', { audioBlob }), first.rkey);
  expect(await hear(world, [second])).toEqual([{ kind: 'taken' }]);
  expect(await hear(world, [second])).toEqual([{ kind: 'known' }]);
  expect(await hear(world, [first])).toEqual([{ kind: 'known' }]);
  await world.settled();
  expect((await byUri(first)).body.title).toBe('second words');
  const rows = await world.database.rows('select 1 from tracks where uri = $1', [first.uri]);
  expect(rows).toHaveLength(1);
});

test('ING-06: likes that come before their track count when it arrives', async () => {
  const fans = await Promise.all(['fan', 'friend'].map((name) => world.stranger(name)));
  const event = await client.write('track', track('awaited', { audioBlob }));
  for (const fan of fans) {
    const liked = await (await SecondClient.open(world, fan)).write('like', like(event));
    expect(await hear(world, [liked])).toEqual([{ kind: 'parked', reason: 'subject' }]);
  }
  await hear(world, [event]);
  await world.settled();
  expect((await byUri(event)).body.like_count).toBe(2);
  expect(await world.database.count('parked_records')).toBe(0);
});

test('ING-05, P-DUAL-11: audio on other servers, and other people’s audio, is not taken', async () => {
  const elsewhere = await client.write('track', track('mute', { audioUrl: 'https://audio.example.com/a.mp3' }));
  const { body } = await world.visitor().get<TrackPage>('/tracks/');
  const theirs = body.tracks.find(({ artist_did }) => artist_did === ilse.did);
  const thief = await SecondClient.open(world, await world.stranger('thief'));
  const stolen = await thief.write('track', track('mine now', { audioUrl: theirs?.r2_url }));
  const alike = await client.write('track', track('alike', { audioUrl: `${theirs?.r2_url}?x=1` }));
  const unreachable = { kind: 'ignored', reason: 'audio_unreachable' };
  expect(await hear(world, [elsewhere, stolen, alike])).toEqual([unreachable, unreachable, unreachable]);
  expect((await byUri(stolen)).status).toBe(404);
});

test('ING-05: what is not sound, or not there, stays invisible and says why', async () => {
  const text = await client.write(
    'track',
    track('a letter', { audioBlob: await client.blob(Buffer.from('dear all, '.repeat(500))) }),
  );
  await hear(world, [text]);
  expect((await byUri(text)).status).toBe(404);
  await world.settled();
  expect(await rowOf(text)).toEqual({ publish_state: 'failed', failure: 'audio_unreachable' });
  expect((await byUri(text)).status).toBe(404);
});

test('other audio in the record becomes what plays; the former address still leads to the track', async () => {
  const event = await client.write('track', track('take one', { audioBlob }));
  await hear(world, [event]);
  await world.settled();
  const before = (await byUri(event)).body;
  const longer = await client.blob((await song('mp3', 3)).bytes);
  await hear(world, [
    await client.write('track', { ...event.value, title: 'take two', audioBlob: longer }, event.rkey),
  ]);
  await world.settled();
  const after = (await byUri(event)).body;
  expect(after).toMatchObject({ id: before.id, title: 'take two', duration: 3 });
  expect(after.file_id).not.toBe(before.file_id);
  expect((await world.visitor().fetch(`/audio/${before.file_id}`)).status).toBe(200);
  const old = await world.database.one('select state, doom_reason from audio_files where id = $1', [before.file_id]);
  expect(old).toEqual({ state: 'doomed', doom_reason: 'replaced' });
});

test('I4: an artist who comes later finds the tracks and edits them; the record keeps its blob', async () => {
  const uta = await world.stranger('uta');
  const elsewhere = await SecondClient.open(world, uta);
  const blob = await elsewhere.blob((await song('mp3')).bytes);
  const event = await elsewhere.write('track', track('before', { artist: 'Uta', audioBlob: blob }));
  await hear(world, [event]);
  await world.settled();
  await uta.signIn();
  const { id } = (await byUri(event)).body;
  expect((await uta.patch(`/tracks/${id}`, { title: 'after' })).status).toBe(200);
  await world.settled();
  const [record] = await world.pds.records(uta.did, 'track');
  expect(record).toMatchObject({
    title: 'after',
    audioBlob: event.value['audioBlob'],
    createdAt: event.value['createdAt'],
  });
  expect(await hear(world, [await elsewhere.told('track', event.rkey)])).toEqual([{ kind: 'known' }]);
  expect((await byUri(event)).body).toMatchObject({ id, title: 'after', artist: 'Uta' });
});

test('a server that is away for a moment is asked again', async () => {
  const event = await client.write('track', track('patience', { audioBlob }));
  await world.pds.fail(503, { path: 'getBlob' });
  await hear(world, [event]);
  await world.settled();
  expect(await rowOf(event)).toEqual({ publish_state: 'pending', failure: null });
  await world.pds.resume();
  await world.database.rows(`update wanted_media set next_attempt_at = now() where state = 'wanted'`);
  // Any arrival wakes the search for what is due.
  const other = await client.write('track', track('another', { audioBlob }));
  await hear(world, [other]);
  await world.settled();
  expect((await byUri(event)).status).toBe(200);
});

test('ING-03: of a flood of new tracks a hundred are taken in an hour, the others wait', async () => {
  const flood = await SecondClient.open(world, await world.stranger('flood'));
  const blob = await flood.blob(Buffer.from('not sound '.repeat(100)));
  const one = await flood.write('track', track('one', { audioBlob: blob }));
  const events = Array.from({ length: 101 }, (_, index) => ({ ...one, rkey: tidAt(Date.now() * 1000 + index) }));
  const answers = await hear(world, events);
  expect(answers.filter(({ kind }) => kind === 'taken')).toHaveLength(100);
  expect(answers.at(-1)).toEqual({ kind: 'parked', reason: 'too_many_tracks' });
  // The same records read again from the repository were admitted once already.
  expect(await hear(world, events.slice(-1), 'rebuild')).toEqual([{ kind: 'taken' }]);
  await world.settled();
});

test('ING-03: a record that lies about its age gets the time of its key, one that breaks the lexicon gets no row', async () => {
  const future = await client.write('track', track('tomorrow', { audioBlob, createdAt: '2099-01-01T00:00:00Z' }));
  const broken = await client.write('track', { title: 7, audioBlob });
  const blank = await client.write('track', track('\u200b', { audioBlob }));
  const answers = await hear(world, [future, broken, blank]);
  expect(answers.map(({ kind }) => kind)).toEqual(['taken', 'ignored', 'ignored']);
  await world.settled();
  const { body } = await byUri(future);
  expect(Math.abs(Date.parse(body.created_at) - Date.now())).toBeLessThan(10 * 60_000);
});
