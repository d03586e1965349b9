import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Albums } from '../../src/modules/albums/index.js';
import { Transactions } from '../../src/platform/database/index.js';
import type { Person } from '../harness/person.js';
import type { FormFile } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { ended, published, send, song } from '../tracks/uploading.js';

const NO_TRACK = 0;

let world: World;
let bob: Person;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
});
afterEach(() => world.settled());
afterAll(() => world.close());

/** A song whose end is missing: only the worker finds out. */
async function cutSong(): Promise<FormFile> {
  const { bytes, name } = await song('wav', 6);
  return { bytes: bytes.subarray(0, bytes.length / 3), name };
}

/** Uploads what will fail, and waits until it has. */
async function failing(fields: { album?: string; album_id?: string }): Promise<void> {
  const { upload_id } = await send(bob, { title: 'cut', file: await cutSong(), ...fields });
  expect(await ended(bob, upload_id)).toMatchObject({ status: 'failed' });
}

const albums = async (title: string) =>
  (
    await world.database.rows<{ tracks: number }>(
      `select (select count(*)::int from album_tracks where album_id = id) as tracks from albums where title = $1`,
      [title],
    )
  ).map(({ tracks }) => tracks);

describe('ALB-01: an album that an upload has named', () => {
  test('goes with the upload, when that fails', async () => {
    await failing({ album: 'Stillborn' });
    expect(await albums('Stillborn')).toEqual([]);
    // Its address is free again.
    await published(bob, { album: 'Stillborn' });
    expect(await albums('Stillborn')).toEqual([1]);
  });

  test('goes with the last of several that fail', async () => {
    const sent = await Promise.all(
      [1, 2].map(async () => send(bob, { title: 'cut', album: 'Twins', file: await cutSong() })),
    );
    for (const { upload_id } of sent) expect(await ended(bob, upload_id)).toMatchObject({ status: 'failed' });
    expect(await albums('Twins')).toEqual([]);
  });

  test('stays for another upload that succeeds', async () => {
    const cut = await send(bob, { title: 'cut', album: 'Survivor', file: await cutSong() });
    const whole = await send(bob, { title: 'whole', album: 'Survivor', file: await song() });
    expect(await ended(bob, cut.upload_id)).toMatchObject({ status: 'failed' });
    expect(await ended(bob, whole.upload_id)).toMatchObject({ status: 'completed' });
    expect(await albums('Survivor')).toEqual([1]);
  });

  test('stays when its artist has begun to dress it', async () => {
    await world.get(Transactions).run(async (tx) => {
      const { albumId } = await world.get(Albums).obtain(tx, bob.did, 'Dressed');
      await world.get(Albums).change(tx, albumId, { description: 'soon' });
      await world.get(Albums).withdraw(tx, NO_TRACK, albumId);
    });
    expect(await albums('Dressed')).toEqual([0]);
  });

  test('stays when it was there before, though it is empty', async () => {
    const trackId = await published(bob, { album: 'Emptied' });
    expect((await bob.delete(`/tracks/${trackId}`)).status).toBeLessThan(300);
    expect(await albums('Emptied')).toEqual([0]);
    await failing({ album: 'Emptied' });
    expect(await albums('Emptied')).toEqual([0]);
  });
});
