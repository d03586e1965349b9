import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { PlaylistView, PlaylistWithTracks } from '../../src/modules/playlists/playlists.dto.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { cover } from '../tracks/uploading.js';
import { playlistOf, shown, songOf, songsOf, titles } from './lists.js';

let world: World;
let bob: Person;
let alice: Person;
let guest: Visitor;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  alice = await world.person('alice');
  guest = world.visitor();
});
afterAll(() => world.close());

async function plantedImage(): Promise<string> {
  const id = randomUUID();
  await world.database.rows(
    `insert into images (id, sha256, mime, width, height, bytes, storage_key, state)
     values ($1, sha256($2), 'image/webp', 300, 300, 1, $3, 'live')`,
    [id, Buffer.from(id), `images/${id}.webp`],
  );
  return id;
}

describe('LST-02, LST-12: a playlist', () => {
  test('is made by anybody who signed in, and its address is known at once', async () => {
    const { status, body } = await alice.post<PlaylistView>('/lists/playlists', { name: '  road   songs ' });
    expect(status).toBe(200);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'road songs',
      owner_did: alice.did,
      owner_handle: alice.handle,
      owner_display_name: null,
      owner_is_artist: false,
      track_count: 0,
      image_url: null,
      thumbnail_url: null,
      first_covers: [],
      show_on_profile: false,
      atproto_record_uri: expect.stringMatching(`^at://${alice.did}/fm.plyr.dev.list/[a-z2-7]{13}$`),
      atproto_record_cid: null,
      publish_state: 'pending',
      sync_state: expect.stringMatching(/^(pending|synced)$/),
      created_at: expect.any(String),
    });
    expect((await guest.get(`/lists/playlists/${body.id}/meta`)).body).toMatchObject({ name: 'road songs' });
  });

  test('LST-13: says who keeps it, and whether they have a page', async () => {
    const { body: artist } = await guest.get<{ display_name: string }>(`/artists/${bob.did}`);
    const { body } = await bob.post<PlaylistView>('/lists/playlists', { name: 'kept by an artist' });
    expect(body).toMatchObject({ owner_display_name: artist.display_name, owner_is_artist: true });
  });

  test('LST-13: shows the covers of its first tracks, each once, and of none that is not for everybody', async () => {
    const songs = await songsOf(world, bob, [
      'first',
      'same sleeve',
      'second',
      'hidden',
      'bare',
      'third',
      'fourth',
      'fifth',
    ]);
    const images = await Promise.all(Array.from({ length: 6 }, plantedImage));
    for (const [at, image] of [0, 0, 1, 2, null, 3, 4, 5].entries())
      await world.database.rows('update tracks set image_id = $2 where id = $1', [songs[at]?.id, images[image ?? -1]]);
    const { id } = await playlistOf(alice, 'a sleeve of four', songs);
    await world.database.rows(`update tracks set visibility = 'private' where id = $1`, [songs[3]?.id]);
    const { body } = await guest.get<PlaylistView>(`/lists/playlists/${id}/meta`);
    expect(body.first_covers.map(({ image_url }) => images.findIndex((image) => image_url.includes(image)))).toEqual([
      0, 1, 3, 4,
    ]);
  });

  test('is shown to everybody, whole and in order', async () => {
    const songs = await songsOf(
      world,
      bob,
      Array.from({ length: 30 }, (_, n) => `song ${n}`),
    );
    const playlist = await playlistOf(alice, 'thirty', songs);
    expect(titles(await shown(playlist, guest))).toEqual(songs.map((_, n) => `song ${n}`));
    expect(await shown(playlist, guest)).toMatchObject({ track_count: 30, name: 'thirty' });
    expect((await alice.get<PlaylistWithTracks>(`/lists/playlists/${playlist.id}`)).body.tracks[0]).toMatchObject({
      id: songs[0]?.id,
      is_liked: false,
    });
  });

  test('LST-14: is asked for by a track that it holds', async () => {
    const [kept, other] = await songsOf(world, bob, ['kept', 'other']);
    if (!kept || !other) throw new Error('the songs are not there');
    const carol = await world.person('carol');
    const both = await playlistOf(carol, 'both', [kept, other]);
    const one = await playlistOf(carol, 'one', [kept]);
    await playlistOf(carol, 'none');
    await playlistOf(alice, 'not hers', [kept, other]);
    const holding = async ({ id }: { id: number }) =>
      (await carol.get<PlaylistView[]>(`/lists/playlists?track_id=${id}`)).body.map((playlist) => playlist.id);
    expect(await holding(kept)).toEqual([one.id, both.id]);
    expect(await holding(other)).toEqual([both.id]);
    expect((await carol.get('/lists/playlists?track_id=none')).status).toBe(422);
  });

  test('hides from each viewer what that viewer may not see', async () => {
    const open = await songOf(world, bob, { title: 'open' });
    const secret = await songOf(world, bob, { title: 'secret', visibility: 'private', cid: null });
    const playlist = await playlistOf(bob, 'mixed', [secret, open]);
    expect(titles(await shown(playlist, bob))).toEqual(['secret', 'open']);
    for (const viewer of [alice, guest]) expect(titles(await shown(playlist, viewer))).toEqual(['open']);

    const borrowed = await songOf(world, bob, { title: 'soon gone' });
    const hers = await playlistOf(alice, 'hers', [borrowed, open]);
    await world.database.rows(`update tracks set visibility = 'private' where id = $1`, [borrowed.id]);
    expect(titles(await shown(hers, alice))).toEqual(['open']);
  });

  test('counts what it holds, also when a track goes for good', async () => {
    const [first, second] = await songsOf(world, bob, ['stays', 'goes']);
    const playlist = await playlistOf(alice, 'counted', [first!, second!]);
    await world.database.rows('delete from tracks where id = $1', [second?.id]);
    expect(await shown(playlist, alice)).toMatchObject({ track_count: 1 });
  });

  test('stands in its owner’s list, newest first, and on their page only where they want it', async () => {
    const carol = await world.person('carol');
    const [first, second] = [await playlistOf(carol, 'first'), await playlistOf(carol, 'second')];
    const own = (await carol.get<PlaylistView[]>('/lists/playlists')).body;
    expect(own.map(({ id }) => id)).toEqual([second.id, first.id]);
    const onPage = async () =>
      (await guest.get<PlaylistView[]>(`/lists/playlists/by-artist/${carol.did}`)).body.map(({ id }) => id);
    expect(await onPage()).toEqual([]);
    await carol.patch(`/lists/playlists/${first.id}`, new URLSearchParams({ show_on_profile: 'true' }));
    expect(await onPage()).toEqual([first.id]);
    await carol.patch(`/lists/playlists/${first.id}`, { show_on_profile: false });
    expect(await onPage()).toEqual([]);
  });

  test('is hidden with the account of its owner, but not from its owner', async () => {
    const dave = await world.person('dave');
    const playlist = await playlistOf(dave, 'gone');
    await dave.patch(`/lists/playlists/${playlist.id}`, { show_on_profile: true });
    await world.database.rows(`update accounts set status = 'suspended' where did = $1`, [dave.did]);
    for (const rest of ['', '/meta'])
      expect(await guest.get(`/lists/playlists/${playlist.id}${rest}`)).toMatchObject({ status: 404 });
    expect((await guest.get(`/lists/playlists/by-artist/${dave.did}`)).body).toEqual([]);
    expect(await dave.get(`/lists/playlists/${playlist.id}`)).toMatchObject({ status: 200 });
  });
});

describe('LST-03, LST-04, LST-08: its owner', () => {
  test('renames it by either verb', async () => {
    const { id } = await playlistOf(alice, 'before');
    expect((await alice.put(`/lists/playlists/${id}`, { name: 'after' })).body).toMatchObject({ name: 'after' });
    const form = new FormData();
    form.set('name', 'at last');
    form.set('show_on_profile', 'true');
    form.set('unknown', 'ignored');
    expect((await alice.patch(`/lists/playlists/${id}`, form)).body).toMatchObject({
      name: 'at last',
      show_on_profile: true,
    });
  });

  test('gives it a cover, and another one', async () => {
    const { id } = await playlistOf(alice, 'covered');
    const answer = await alice.upload(`/lists/playlists/${id}/cover`, { image: await cover() });
    expect(answer).toMatchObject({ status: 200, body: { image_id: expect.any(String) } });
    const { image_id, ...urls } = answer.body as { image_id: string; image_url: string; thumbnail_url: string };
    expect((await guest.get(`/lists/playlists/${id}/meta`)).body).toMatchObject(urls);
    await alice.upload(`/lists/playlists/${id}/cover`, { image: await cover() });
    const [former] = await world.database.rows('select state, doom_reason from images where id = $1', [image_id]);
    expect(former).toEqual({ state: 'doomed', doom_reason: 'replaced' });
  });

  test('deletes it, with its cover and its items', async () => {
    const playlist = await playlistOf(alice, 'short-lived', await songsOf(world, bob, ['still there']));
    const { body } = await alice.upload<{ image_id: string }>(`/lists/playlists/${playlist.id}/cover`, {
      image: await cover(),
    });
    expect(await alice.delete(`/lists/playlists/${playlist.id}`)).toMatchObject({
      status: 200,
      body: { deleted: true },
    });
    expect(await guest.get(`/lists/playlists/${playlist.id}`)).toMatchObject({ status: 404 });
    const [image] = await world.database.rows('select state from images where id = $1', [body.image_id]);
    expect(image).toEqual({ state: 'doomed' });
  });
});

describe('what is refused', () => {
  const problems = (code: string, status: number) => ({ status, body: { code } });

  test.each([{}, { name: '' }, { name: '   ' }, { name: 'x'.repeat(257) }, { name: 7 }, { name: 'a', more: 1 }])(
    'a playlist of %j',
    async (body) => {
      expect(await alice.post('/lists/playlists', body)).toMatchObject(problems('request.invalid', 422));
    },
  );

  test('a change that is none', async () => {
    const { id } = await playlistOf(alice, 'as it was');
    for (const body of [{ name: '' }, { name: null }, { show_on_profile: 'perhaps' }, { unknown: true }])
      expect(await alice.patch(`/lists/playlists/${id}`, body)).toMatchObject(problems('request.invalid', 422));
    expect(await alice.upload(`/lists/playlists/${id}/cover`, { title: 'no picture' })).toMatchObject(
      problems('request.invalid', 422),
    );
    const svg = { bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), name: 'a.png', type: 'image/png' };
    expect(await alice.upload(`/lists/playlists/${id}/cover`, { image: svg })).toMatchObject(
      problems('media.image_unsupported', 400),
    );
    expect(await shown({ id }, guest)).toMatchObject({ name: 'as it was', image_url: null });
  });

  const writes: Record<string, (who: Visitor, playlist: string) => Promise<unknown>> = {
    'another name': (who, playlist) => who.put(playlist, { name: 'mine now' }),
    'a change': (who, playlist) => who.patch(playlist, { name: 'mine now' }),
    'the end': (who, playlist) => who.delete(playlist),
    'another track': (who, playlist) => who.post(`${playlist}/tracks`, { track_id: 1 }),
    'a track less': (who, playlist) => who.delete(`${playlist}/tracks/1`),
    'another order': (who, playlist) => who.put(`${playlist}/tracks/reorder`, { items: [] }),
  };

  test.each(Object.keys(writes))('%s for what is not there, by others, and by guests', async (name) => {
    const { id } = await playlistOf(bob, 'bob’s');
    const write = (who: Visitor, playlist: string) => writes[name]?.(who, `/lists/playlists/${playlist}`);
    expect(await write(guest, id)).toMatchObject(problems('auth.required', 401));
    expect(await write(alice, id)).toMatchObject(problems('lists.not_owner', 403));
    for (const nothing of [randomUUID(), 'nothing'])
      expect(await write(alice, nothing)).toMatchObject(problems('lists.not_found', 404));
    expect(await shown({ id }, guest)).toMatchObject({ name: 'bob’s' });
  });

  test('a cover by others and by guests', async () => {
    const { id } = await playlistOf(bob, 'bare');
    const send = async (who: Visitor) => who.upload(`/lists/playlists/${id}/cover`, { image: await cover() });
    expect(await send(guest)).toMatchObject(problems('auth.required', 401));
    expect(await send(alice)).toMatchObject(problems('lists.not_owner', 403));
    expect(await shown({ id }, guest)).toMatchObject({ image_url: null });
  });

  test('to guests, a list of their own; to anybody, what is not there', async () => {
    expect(await guest.get('/lists/playlists')).toMatchObject(problems('auth.required', 401));
    expect(await guest.post('/lists/playlists', { name: 'x' })).toMatchObject(problems('auth.required', 401));
    for (const rest of ['', '/meta'])
      expect(await guest.get(`/lists/playlists/${randomUUID()}${rest}`)).toMatchObject(
        problems('lists.not_found', 404),
      );
    expect((await guest.get('/lists/playlists/by-artist/did:plc:nobody')).body).toEqual([]);
  });
});
