import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { Storage } from '../../src/modules/media/index.js';
import { SweepUnscannedHandler } from '../../src/modules/moderation/scan/sweep-unscanned.handler.js';
import type { TrackView } from '../../src/modules/tracks/tracks.dto.js';
import { fails, hears } from './audd.js';
import { FLAGGED, Scanning, WARRIORS } from './scanning.js';

let scanning: Scanning;
let id: number;
beforeAll(async () => {
  scanning = await Scanning.open();
  id = await scanning.published();
});
afterAll(() => scanning.close());
beforeEach(() => scanning.forget(id));

const flag = () => scanning.flagSeenBy(scanning.bob, id);
const asked = () => scanning.audd.asked;

describe('MOD-03: each file is scanned once', () => {
  test('however often and however many ask for it', async () => {
    await Promise.all([scanning.scan(id), scanning.scan(id)]);
    await scanning.scan(id);
    await scanning.bob.patch(`/tracks/${id}`, { title: 'another name' });
    await scanning.world.settled();
    expect(asked()).toHaveLength(1);
    expect(await scanning.scansOf(id)).toHaveLength(1);
  });

  test('and no more than two at a time: the others wait for their turn', async () => {
    const others = [await scanning.published(), await scanning.published()];
    for (const other of others) await scanning.forget(other);
    const held: ServerResponse[] = [];
    scanning.audd.says = (response) => held.push(response);
    const [first, second, third] = [id, ...others].map((trackId) => scanning.scan(trackId));
    await third;
    while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked()).toHaveLength(2);
    for (const response of held) hears()(response);
    await Promise.all([first, second]);
    scanning.audd.says = hears();
    await scanning.world.settled();
    expect(asked()).toHaveLength(3);
  });

  test('a file in the place of another is scanned too; P-MOD-03: hearing nothing takes no flag back', async () => {
    scanning.audd.says = hears([WARRIORS]);
    await scanning.scan(id);
    await playInstead(id, 'other bytes');
    scanning.audd.says = hears();
    await scanning.scan(id);
    expect(await scanning.scansOf(id)).toMatchObject([{ is_flagged: true }, { is_flagged: false }]);
    expect(await flag()).toEqual(FLAGGED);
  });

  test('P-MOD-03: a failure takes no flag back either', async () => {
    scanning.audd.says = hears([WARRIORS]);
    await scanning.scan(id);
    await playInstead(id, 'yet other bytes');
    scanning.audd.says = fails;
    await scanning.scan(id, true);
    expect(await scanning.scansOf(id)).toHaveLength(2);
    expect(await flag()).toEqual(FLAGGED);
  });

  test('TRK-12: what goes private plays the same bytes from elsewhere, and is neither paid for nor judged twice', async () => {
    scanning.audd.says = hears([WARRIORS]);
    const own = await scanning.published();
    const fileId = async () => (await scanning.bob.get<TrackView>(`/tracks/${own}`)).body.file_id;
    const before = await fileId();
    await scanning.world.database.rows(
      `update copyright_scans set resolution = 'false_positive', review_notes = 'a cover' where track_id = $1`,
      [own],
    );
    await scanning.bob.patch(`/tracks/${own}`, { visibility: 'private' });
    await scanning.world.settled();
    await scanning.scan(own);
    const after = await fileId();
    expect(after).not.toBe(before);
    const scans = [before, after].map((audio_file_id) => ({
      audio_file_id,
      is_flagged: true,
      resolution: 'false_positive',
      review_notes: 'a cover',
    }));
    expect(await scanning.scansOf(own)).toMatchObject(scans);
    expect(asked()).toHaveLength(1);
  });
});

test('a sweep finds what was never scanned', async () => {
  await scanning.world.get(SweepUnscannedHandler).run();
  await scanning.world.settled();
  expect(await scanning.scansOf(id)).toHaveLength(1);
  scanning.calm();
  await scanning.world.get(SweepUnscannedHandler).run();
  await scanning.world.settled();
  expect(asked()).toEqual([]);
});

test('TRK-05: a deleted track takes its scans, and one that goes while it is scanned leaves none', async () => {
  const gone = await scanning.published();
  expect(await scanning.scansOf(gone)).toHaveLength(1);
  await scanning.bob.delete(`/tracks/${gone}`);
  await scanning.world.settled();
  expect(await scanning.scansOf(gone)).toEqual([]);

  const going = await scanning.published();
  await scanning.forget(going);
  const deleted = Promise.withResolvers<unknown>();
  scanning.audd.says = (response) => {
    deleted.resolve(scanning.bob.delete(`/tracks/${going}`).then(() => hears([WARRIORS])(response)));
  };
  await scanning.scan(going);
  await deleted.promise;
  expect(await scanning.scansOf(going)).toEqual([]);
});

/** Gives a track another file, as an edit by another client does. */
async function playInstead(trackId: number, bytes: string): Promise<void> {
  const { world, bob } = scanning;
  const fileId = randomUUID();
  const key = `audio/${fileId}.mp3`;
  await world.get(Storage).write(key, 'public', Readable.from([Buffer.from(bytes)]), { contentType: 'audio/mpeg' });
  await world.database.rows(`update track_audio set is_current = false where track_id = $1`, [trackId]);
  await world.database.rows(
    `insert into audio_files (id, owner_did, sha256, bytes, container, codec, extension, storage_key, bucket, state)
     values ($1, $2, sha256(convert_to($3, 'utf8')), length($3), 'mp3', 'mp3', 'mp3', $4, 'public', 'live')`,
    [fileId, bob.did, bytes, key],
  );
  await world.database.rows(`insert into track_audio (track_id, audio_file_id, role) values ($1, $2, 'stream')`, [
    trackId,
    fileId,
  ]);
}
