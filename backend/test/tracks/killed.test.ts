import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Person } from '../harness/person.js';
import type { ProductProcess } from '../harness/process.js';
import { World } from '../harness/world.js';
import { type Accepted, ended, send, song } from './uploading.js';

const PATIENCE_MS = 60_000;
/** As long as the longest lease. */
const LEASES_SECONDS = 15;

let world: World;
let bob: Person;
const running: ProductProcess[] = [];

/** This process answers requests only; the work is done by processes that can be killed. */
beforeAll(async () => {
  world = await World.open({ APP_ROLE: 'api' });
  bob = await world.artist('bob');
});
afterEach(async () => {
  for (const worker of running.splice(0)) await worker.kill();
});
afterAll(() => world.close());

async function startWorker(settings: Record<string, string> = {}): Promise<ProductProcess> {
  const worker = await world.process({ APP_ROLE: 'worker', ...settings });
  running.push(worker);
  return worker;
}

/** Kills it, and lets its leases run out: long enough that others may take up what it held. */
async function lose(worker: ProductProcess): Promise<void> {
  await worker.kill();
  await world.later(LEASES_SECONDS);
}

/** I1: one row, one record, the right bytes, however often the worker died. */
async function expectExactlyOne({ upload_id, reserved_track_id: id }: Accepted, title: string): Promise<void> {
  const end = await ended(bob, upload_id, undefined, PATIENCE_MS);
  expect(end).toMatchObject({ status: 'completed', track_id: id });
  expect(await world.database.count(`tracks where title = '${title}'`)).toBe(1);
  expect((await world.pds.records(bob.did, 'track')).filter((record) => record.title === title)).toHaveLength(1);
  const files = await world.database.rows<{ role: string; state: string }>(
    `select role, state from track_audio join audio_files on id = audio_file_id where track_id = $1 order by role`,
    [id],
  );
  expect(files).toEqual([
    { role: 'original', state: 'live' },
    { role: 'stream', state: 'live' },
  ]);
  expect(await world.database.count(`audio_files where state = 'staged'`)).toBe(0);
}

describe('UP-20: kill -9 at any moment ends with exactly one track and one record', () => {
  test('while ffmpeg runs', async () => {
    const worker = await startWorker();
    const accepted = await send(bob, { title: 'mid transcode', file: await song('aiff', 120) });
    await ended(
      bob,
      accepted.upload_id,
      ({ phase, server_progress_pct: pct }) => phase === 'transcode' && Number(pct) > 0,
    );
    await worker.kill();
    expect((await bob.get(`/tracks/uploads/${accepted.upload_id}`)).body).toMatchObject({ status: 'processing' });
    // Here the leases run out by themselves.
    await startWorker();
    await expectExactlyOne(accepted, 'mid transcode');
  }, 120_000);

  test('before any worker had it', async () => {
    const accepted = await send(bob, { title: 'nobody there', file: await song('aiff', 5) });
    // As if the process had died between the commit and the queue.
    const lost = await world.database.rows(`delete from bullmq.job where name = 'tracks.process-upload' returning id`);
    expect(lost).toHaveLength(1);
    await world.database.rows('delete from bullmq.dedup');
    await world.later(LEASES_SECONDS);
    await startWorker();
    await expectExactlyOne(accepted, 'nobody there');
  }, 120_000);

  test('while the PDS takes the record', async () => {
    const worker = await startWorker();
    await world.pds.loseAnswers({ path: 'putRecord', times: 1 });
    const accepted = await send(bob, { title: 'answer lost', file: await song('aiff', 5) });
    await ended(bob, accepted.upload_id, ({ phase }) => phase === 'atproto');
    await lose(worker);
    await world.pds.resume();
    await startWorker();
    await expectExactlyOne(accepted, 'answer lost');
  }, 120_000);

  test('again and again, at moments drawn by lot', async () => {
    const accepted = await send(bob, { title: 'unlucky', file: await song('aiff', 60) });
    for (let death = 0; death < 3; death++) {
      const worker = await startWorker();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1_500));
      await lose(worker);
    }
    await startWorker();
    await expectExactlyOne(accepted, 'unlucky');
  }, 180_000);
});
