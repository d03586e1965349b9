import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import {
  AudioFiles,
  AudioIntake,
  type DoomReason,
  Images,
  ReferenceCounters,
  Staging,
} from '../../src/modules/media/index.js';
import { GarbageCollector } from '../../src/modules/media/garbage/garbage-collector.js';
import { StagedLeftovers } from '../../src/modules/media/garbage/staged-leftovers.js';
import { Transactions } from '../../src/platform/database/index.js';
import { MediaWorld } from './media-world.js';
import { sound } from './sounds/sounds.js';

let media: MediaWorld;
let alice: Awaited<ReturnType<MediaWorld['person']>>;
let garbage: GarbageCollector;
let bytes: Buffer;

beforeAll(async () => {
  media = await MediaWorld.open();
  garbage = media.world.get(GarbageCollector);
  bytes = await sound('mp3');
});
beforeEach(async () => {
  alice = await media.person();
  await media.world.database.rows(`insert into artists (did, display_name) values ($1, 'alice')`, [alice.did]);
});
afterAll(() => media.close());

const rows = <T>(text: string, params: unknown[] = []) => media.world.database.rows<T>(text, params);

async function song(): Promise<string> {
  const { id } = await media.world.get(Staging).receive(alice.did, Readable.from([bytes]), 'song.mp3');
  const { stream } = await media.world.get(AudioIntake).ingest(id, 'public');
  await media.world.get(Staging).release(id);
  return stream.id;
}

async function picture(): Promise<string> {
  const cover = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  return (await media.world.get(Images).store(alice.did, cover)).imageId;
}

const doom = (what: typeof AudioFiles | typeof Images, id: string, reason: DoomReason = 'replaced') =>
  media.world.get(Transactions).run((tx) => media.world.get<AudioFiles | Images>(what).doom(tx, [id], reason));
const age = (table: string, id: string, hours: number) =>
  rows(
    `update ${table} set doomed_at = doomed_at - make_interval(hours => $2), created_at = created_at - make_interval(hours => $2) where id = $1`,
    [id, hours],
  );
const stateOf = async (table: string, id: string) =>
  (await rows<{ state: string }>(`select state from ${table} where id = $1`, [id]))[0]?.state;
const objectsOf = async (id: string) => (await media.traces()).objects.filter((name) => name.includes(id));

describe('ST-04: doomed, waited for, counted again, deleted', () => {
  test('after a week what nothing refers to goes, with a line in the audit log', async () => {
    const id = await song();
    await doom(AudioFiles, id);
    await age('audio_files', id, 167);
    await garbage.collect();
    expect([await stateOf('audio_files', id), (await objectsOf(id)).length]).toEqual(['doomed', 1]);
    await age('audio_files', id, 2);
    expect(await garbage.collect()).toBe(1);
    expect([await stateOf('audio_files', id), await objectsOf(id)]).toEqual(['gone', []]);
    const log = await rows(`select event, actor, data from audit_log where subject = $1`, [`audio:${id}`]);
    expect(log).toEqual([
      {
        event: 'media.deleted',
        actor: 'garbage-collector',
        data: expect.objectContaining({ reason: 'replaced', keys: [`audio/${id}.mp3`] }),
      },
    ]);
  });

  test('what its owner deleted goes after a day', async () => {
    const id = await song();
    await doom(AudioFiles, id, 'user_delete');
    await age('audio_files', id, 25);
    await garbage.collect();
    expect(await stateOf('audio_files', id)).toBe('gone');
  });

  test('a picture goes with all its variants', async () => {
    const id = await picture();
    expect(await objectsOf(id)).toHaveLength(4);
    await doom(Images, id);
    await age('images', id, 200);
    await garbage.collect();
    expect([await stateOf('images', id), await objectsOf(id)]).toEqual(['gone', []]);
  });

  test('P-STORE-03: what a row still shows is spared, and live again', async () => {
    const id = await picture();
    await rows('update artists set avatar_image_id = $2 where did = $1', [alice.did, id]);
    await doom(Images, id);
    await age('images', id, 200);
    await garbage.collect();
    expect([await stateOf('images', id), (await objectsOf(id)).length]).toEqual(['live', 4]);
    expect(await rows('select doomed_at, doom_reason from images where id = $1', [id])).toEqual([
      { doomed_at: null, doom_reason: null },
    ]);
  });

  test('two collectors at once delete once', async () => {
    const ids = await Promise.all([song(), song(), song()]);
    for (const id of ids) {
      await doom(AudioFiles, id, 'user_delete');
      await age('audio_files', id, 30);
    }
    const [one, other] = await Promise.all([garbage.collect(), garbage.collect()]);
    expect(one + other).toBe(3);
    expect(
      await rows('select 1 from audit_log where subject = any($1)', [ids.map((id) => `audio:${id}`)]),
    ).toHaveLength(3);
  });

  test('what a crash left between storing and publishing is doomed after a day', async () => {
    const fresh = await song();
    const old = await song();
    const used = await picture();
    await rows('update artists set avatar_image_id = $2 where did = $1', [alice.did, used]);
    await age('audio_files', old, 25);
    await age('images', used, 25);
    await garbage.doomOrphans();
    expect(await stateOf('audio_files', old)).toBe('doomed');
    expect([await stateOf('audio_files', fresh), await stateOf('images', used)]).toEqual(['live', 'live']);
  });
});

describe('what was staged', () => {
  const collect = () => media.world.get(StagedLeftovers).collect();

  test('goes when its time is over, and not before', async () => {
    const staging = media.world.get(Staging);
    const { id } = await staging.receive(alice.did, Readable.from([bytes]), 'song.mp3');
    await collect();
    expect(await objectsOf(id)).toHaveLength(1);
    await rows(`update staged_uploads set expires_at = now() - interval '1 second' where id = $1`, [id]);
    await collect();
    expect([await staging.find(id), await objectsOf(id)]).toEqual([null, []]);
  });

  test('stays while a claimed one waits for a worker, and goes once the track has its own copy', async () => {
    const staging = media.world.get(Staging);
    const { id } = await staging.receive(alice.did, Readable.from([bytes]), 'song.mp3');
    await media.world.get(Transactions).run((tx) => staging.claim(tx, id, alice.did));
    await rows(`update staged_uploads set expires_at = expires_at - interval '3 days' where id = $1`, [id]);
    await collect();
    const { stream } = await media.world.get(AudioIntake).ingest(id, 'public');
    await staging.release(id);
    await new Promise((later) => setTimeout(later, 20));
    await collect();
    expect(await objectsOf(id)).toEqual([]);
    expect(await objectsOf(stream.id)).toHaveLength(1);
  });
});

describe('ST-04: nobody can be forgotten', () => {
  test('the counters count every column that refers to bytes', async () => {
    await expect(media.world.get(ReferenceCounters).assertComplete()).resolves.toBeUndefined();
  });

  test('a table without a counter stops the collector before it deletes anything', async () => {
    const id = await song();
    await doom(AudioFiles, id, 'user_delete');
    await age('audio_files', id, 30);
    await rows('create table samples (id int, audio_file_id uuid references audio_files)');
    await expect(garbage.collect()).rejects.toThrow('no counter counts the references of samples.audio_file_id');
    await expect(garbage.doomOrphans()).rejects.toThrow('nothing is collected');
    expect([await stateOf('audio_files', id), (await objectsOf(id)).length]).toEqual(['doomed', 1]);
    await rows('drop table samples');
    await garbage.collect();
    expect(await stateOf('audio_files', id)).toBe('gone');
  });
});

test('half-written objects of a process that was killed go after a day', async () => {
  const folder = join(media.world.folder, 'storage/.incoming');
  await writeFile(join(folder, 'old'), 'half');
  await writeFile(join(folder, 'new'), 'half');
  const yesterday = Date.now() / 1000 - 25 * 3600;
  await utimes(join(folder, 'old'), yesterday, yesterday);
  await media.world.get(StagedLeftovers).collect();
  expect(await readdir(folder)).toEqual(['new']);
});
