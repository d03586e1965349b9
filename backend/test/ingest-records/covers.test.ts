import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { StorageAudit } from '../../src/modules/media/index.js';
import { PATIENT_TRIES } from '../../src/modules/tracks/ingest/fetch-media.handler.js';
import { FetchWantedHandler } from '../../src/modules/tracks/ingest/fetch-wanted.handler.js';
import { SweepCoversHandler } from '../../src/modules/tracks/ingest/sweep-covers.handler.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import { World } from '../harness/world.js';
import { cover, song } from '../tracks/uploading.js';
import { hear, type Put, SecondClient, track } from './second-client.js';

/** Covers that the records of other clients name. */
let world: World;
let client: SecondClient;
let audioBlob: object;

beforeAll(async () => {
  world = await World.open();
  client = await SecondClient.open(world, await world.stranger('ilse'));
  audioBlob = await client.blob((await song('mp3')).bytes);
});
afterAll(() => world.close());
afterEach(() => world.pds.resume());

const byUri = ({ uri }: Put) => world.visitor().get<TrackView>(`/tracks/by-uri?uri=${encodeURIComponent(uri)}`);

test('a cover elsewhere never sends listeners there: what cannot be copied is left out', async () => {
  const event = await client.write('track', track('covered', { audioBlob, imageUrl: 'http://127.0.0.1:9/cover.jpg' }));
  await hear(world, [event]);
  await world.settled();
  expect((await byUri(event)).body).toMatchObject({ title: 'covered', image_url: null });
});

describe('ST-06: a cover that could not be had is asked for again', () => {
  let event: Put;
  let cid: string;

  beforeEach(async () => {
    const imageBlob = (await client.blob((await cover()).bytes, 'image/jpeg')) as { ref: { toString(): string } };
    cid = imageBlob.ref.toString();
    const query = new URLSearchParams({ did: client.did, cid });
    const imageUrl = `${world.pds.url}/xrpc/com.atproto.sync.getBlob?${query.toString()}`;
    // Named as a blob too, so that the PDS keeps the bytes.
    event = await client.write('track', track('covered', { audioBlob, imageUrl, imageBlob }));
  });

  const image = async () => (await byUri(event)).body.image_url;
  const state = async () =>
    (
      await world.database.one<{ state: string }>(
        `select w.state from wanted_media w join tracks t on t.id = w.track_id where t.uri = $1 and w.part = 'image'`,
        [event.uri],
      )
    )?.state;
  const aWeekLater = () =>
    world.database.rows(`update wanted_media set next_attempt_at = next_attempt_at - interval '8 days'`);
  async function sweep(): Promise<void> {
    await world.get(SweepCoversHandler).run();
    await world.get(FetchWantedHandler).run();
    await world.settled();
  }

  async function given(up: 'away' | 'refused'): Promise<void> {
    await world.pds.fail(up === 'away' ? 503 : 200, { path: cid, body: { error: 'NotThere', message: 'no picture' } });
    await hear(world, [event]);
    await world.settled();
    for (let tries = 1; (await state()) === 'wanted'; tries += 1) {
      if (tries > PATIENT_TRIES) throw new Error('it is tried for ever');
      await world.database.rows(`update wanted_media set next_attempt_at = now() where state = 'wanted'`);
      await world.get(FetchWantedHandler).run();
      await world.settled();
    }
    await world.pds.resume();
  }

  test('a week after its server was away for all tries, and not before', async () => {
    await given('away');
    await sweep();
    expect([await state(), await image()]).toEqual(['refused', null]);
    await aWeekLater();
    await sweep();
    expect(await state()).toBe('here');
    expect(await image()).toMatch(/^http/);
  });

  test('but not when what came was no picture', async () => {
    await given('refused');
    await aWeekLater();
    await sweep();
    expect([await state(), await image()]).toEqual(['refused', null]);
  });

  test('when it was here, and was lost', async () => {
    await hear(world, [event]);
    await world.settled();
    const url = (await image()) ?? '';
    await rm(path.join(world.folder, 'storage/images', path.basename(new URL(url).pathname)));
    await world.get(StorageAudit).run();
    expect(await image()).toBeNull();
    await aWeekLater();
    await sweep();
    expect(await image()).toMatch(/^http/);
    expect(await image()).not.toBe(url);
  });
});
