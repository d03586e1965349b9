import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { validateRecord } from '../../src/modules/atproto/index.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { cover, ended, published, send, song } from './uploading.js';

let world: World;
let bob: Person;
let ada: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  ada = await world.artist('ada');
});
afterAll(() => world.close());

describe('UP-01: an upload with everything', () => {
  test('an AIFF becomes a track that plays, with its cover, tags, album, guests and record', async () => {
    const accepted = await send(bob, {
      title: '  low   tide ',
      album: 'Rooms',
      tags: '["Ambient", "tape"]',
      features: JSON.stringify([ada.handle, bob.handle]),
      description: 'one take\nno edits',
      image: await cover(),
      file: await song('aiff'),
    });
    expect(accepted).toMatchObject({ status: 'pending', message: 'upload queued for processing' });
    expect(accepted).not.toHaveProperty('track_id');

    const end = await ended(bob, accepted.upload_id);
    expect(end).toMatchObject({ status: 'completed', phase: 'completed', track_id: accepted.reserved_track_id });

    const { body: track } = await world.visitor().get<TrackView>(`/tracks/${accepted.reserved_track_id}`);
    expect(track).toMatchObject({
      title: 'low tide',
      artist: 'bob',
      artist_did: bob.did,
      file_type: 'mp3',
      original_file_type: 'aiff',
      duration: 2,
      tags: ['ambient', 'tape'],
      album: { title: 'Rooms', slug: 'rooms' },
      features: [{ did: ada.did, handle: ada.handle }],
      description: 'one take\nno edits',
      visibility: 'public',
      atproto_record_cid: end.atproto_cid,
      is_liked: false,
    });
    expect(track).not.toHaveProperty('publish_state');
    expect(track.loudness_lufs).toBeLessThan(0);

    const [record] = await world.pds.list(bob.did, 'track');
    expect(record).toMatchObject({ uri: end.atproto_uri, cid: end.atproto_cid });
    expect(record?.value).toMatchObject({
      $type: 'fm.plyr.dev.track',
      title: 'low tide',
      artist: 'bob',
      album: 'Rooms',
      fileType: 'mp3',
      duration: 2,
      tags: ['ambient', 'tape'],
      features: [{ did: ada.did, handle: ada.handle }],
      audioUrl: track.r2_url,
      imageUrl: track.image_url,
      createdAt: track.created_at,
    });
    expect(() => validateRecord('track', { ...record?.value, $type: 'fm.plyr.track' })).not.toThrow();
  });

  test('the record names audio and a cover that everybody can fetch', async () => {
    const file = await song('mp3');
    const id = await published(bob, { file, image: await cover() });
    const { body: track } = await world.visitor().get<TrackView>(`/tracks/${id}`);
    const audio = await fetch(track.r2_url ?? '');
    expect(Buffer.from(await audio.arrayBuffer()).equals(Buffer.from(file.bytes))).toBe(true);
    expect((await fetch(track.image_url ?? '')).status).toBe(200);
    expect((await fetch(track.thumbnail_url ?? '')).headers.get('content-type')).toBe('image/webp');
  });

  test('TC-04: an MP3 passes through untouched, and is its own original', async () => {
    const id = await published(bob);
    const { body: track } = await bob.get<TrackView>(`/tracks/${id}`);
    expect(track).toMatchObject({ file_type: 'mp3', original_file_id: null, is_optimizing: false });
    expect(track.renditions).toMatchObject([{ role: 'stream', codec: 'mp3', file_id: track.file_id }]);
  });

  test('TC-06: a lossless track is published as it is, and gets an MP3 beside it', async () => {
    const id = await published(bob, { file: await song('flac') });
    await world.settled();
    const { body: track } = await bob.get<TrackView>(`/tracks/${id}`);
    expect(track).toMatchObject({ file_type: 'flac', is_optimizing: false });
    expect(track.renditions.map(({ role, file_type }) => [role, file_type]).toSorted()).toEqual([
      ['lossy', 'mp3'],
      ['stream', 'flac'],
    ]);
  });

  test('P-UP-17: the file may come before the fields', async () => {
    const { bytes, name } = await song();
    const form = new FormData();
    form.append('file', new Blob([bytes]), name);
    form.append('title', 'file first');
    const answer = await bob.post<{ upload_id: string }>('/tracks/', form);
    expect(answer.status).toBe(200);
    expect(await ended(bob, answer.body.upload_id)).toMatchObject({ status: 'completed' });
  });

  test('UP-10: tracks of one album stand in the order in which they were sent', async () => {
    const files = await Promise.all([song('aiff', 4), song('mp3', 1)]);
    const uploads = [];
    for (const [index, file] of files.entries()) {
      uploads.push(await send(ada, { title: `part ${index + 1}`, album: 'Two Parts', file }));
    }
    await Promise.all(uploads.map(({ upload_id }) => ended(ada, upload_id)));
    const { body } = await world.visitor().get<{ tracks: TrackView[] }>(`/albums/${ada.handle}/two-parts`);
    expect(body.tracks.map((track) => track.title)).toEqual(['part 1', 'part 2']);
  });

  test('TRK-12: a private track has no record, and nobody else sees or hears it', async () => {
    const id = await published(bob, { title: 'for me', visibility: 'private' });
    await world.settled();
    const { body: track } = await bob.get<TrackView>(`/tracks/${id}`);
    expect(track).toMatchObject({ publish_state: 'published', r2_url: null, atproto_record_uri: null });
    expect((await bob.fetch(`/audio/${track.file_id}`)).status).toBe(200);
    for (const other of [ada, world.visitor()]) {
      expect((await other.get(`/tracks/${id}`)).body).toMatchObject({ code: 'tracks.not_found' });
      expect((await other.get(`/audio/${track.file_id}`)).body).toMatchObject({ code: 'audio.not_found' });
    }
    const records = await world.pds.records(bob.did, 'track');
    expect(records.filter((record) => record.title === 'for me')).toEqual([]);
  });
});

describe('UP-07: the same bytes twice', () => {
  test('the second upload fails, names the first, and takes nothing from it', async () => {
    const file = await song();
    const first = await published(ada, { title: 'first', file });
    const { upload_id, reserved_track_id } = await send(ada, { title: 'second', file });
    expect(await ended(ada, upload_id)).toMatchObject({
      status: 'failed',
      error: `duplicate upload: track already exists (id: ${first})`,
    });
    // TRK-15: a number that was given out, and has no row any more
    expect((await ada.get(`/tracks/${reserved_track_id}`)).status).toBe(410);
    const { body: track } = await ada.get<TrackView>(`/tracks/${first}`);
    expect((await ada.fetch(`/audio/${track.file_id}`)).status).toBe(200);
    expect(await world.database.count(`tracks where id = ${reserved_track_id}`)).toBe(0);
  });

  test('of two at the same moment one becomes a track', async () => {
    const file = await song('aiff');
    const before = (await world.pds.records(ada.did, 'track')).length;
    const both = await Promise.all([send(ada, { title: 'twin', file }), send(ada, { title: 'twin', file })]);
    const ends = await Promise.all(both.map(({ upload_id }) => ended(ada, upload_id)));
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['completed', 'failed']);
    await world.settled();
    expect(await world.pds.records(ada.did, 'track')).toHaveLength(before + 1);
  });

  test('another artist may upload them too', async () => {
    const file = await song();
    await published(ada, { file });
    await expect(published(bob, { file })).resolves.toEqual(expect.any(Number));
  });
});
