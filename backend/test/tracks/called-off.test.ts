import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ReapJobsHandler } from '../../src/modules/jobs/reap-jobs.handler.js';
import { FfmpegTools } from '../../src/modules/media/probe/ffmpeg-tools.js';
import type { Person } from '../harness/person.js';
import { World } from '../harness/world.js';
import { type Accepted, ended, send, song } from './uploading.js';

const SECONDS = 120;

let world: World;
let bob: Person;
let pidFile: string;

beforeAll(async () => {
  world = await World.open();
  bob = await world.artist('bob');
  const { ffmpeg } = world.get(FfmpegTools);
  pidFile = path.join(world.folder, 'ffmpeg.pid');
  const slow = path.join(world.folder, 'slow-ffmpeg');
  // As slow as the music, so that it is at work until somebody ends it; says who it is.
  const script = `case "$*" in *-i*) echo $$ > '${pidFile}'; exec '${ffmpeg}' -re "$@";; esac; exec '${ffmpeg}' "$@"`;
  await writeFile(slow, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  await world.stop();
  await world.start({ FFMPEG_PATH: slow, SHUTDOWN_GRACE_SECONDS: '1' });
});
beforeEach(() => rm(pidFile, { force: true }));
afterAll(() => world.close());

/** Sends a song and waits until ffmpeg works on it; answers its process id. */
async function atWork(title: string): Promise<Accepted & { pid: number }> {
  const accepted = await send(bob, { title, file: await song('aiff', SECONDS) });
  await ended(bob, accepted.upload_id, ({ phase }) => phase === 'transcode');
  await eventually(() => existsSync(pidFile), 'ffmpeg is at work');
  return { ...accepted, pid: Number(await readFile(pidFile, 'utf8')) };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const gone = (pid: number) => eventually(() => !isAlive(pid), `ffmpeg ${pid} is gone`);

async function eventually(isSo: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(`it did not come to it: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('TC-05: ffmpeg ends with the job that it works for', () => {
  test('when the artist removes the track meanwhile', async () => {
    const { pid, upload_id: uploadId, reserved_track_id: trackId } = await atWork('changed my mind');
    expect(isAlive(pid)).toBe(true);
    expect((await bob.delete(`/tracks/${trackId}`)).status).toBeLessThan(300);
    await gone(pid);
    expect(await ended(bob, uploadId)).toMatchObject({
      status: 'failed',
      error: 'this upload was removed before it was finished',
    });
    await world.settled();
    expect(await world.database.count('audio_files')).toBe(0);
    expect(await world.database.rows('select 1 from staged_uploads where expires_at > now()')).toEqual([]);
  }, 60_000);

  test('when another process has taken the lease of it, and the upload stays what it is', async () => {
    const { pid, upload_id: uploadId, reserved_track_id: trackId } = await atWork('lease lost');
    await world.database.rows(`update ephemeral set value = '"another"' where key = $1`, [`lock:upload:${uploadId}`]);
    await gone(pid);
    expect((await bob.get(`/tracks/uploads/${uploadId}`)).body).toMatchObject({ status: 'processing' });
    expect((await bob.delete(`/tracks/${trackId}`)).status).toBeLessThan(300);
    await world.database.rows(`delete from ephemeral where key = $1`, [`lock:upload:${uploadId}`]);
    await world.settled();
  }, 60_000);

  test('when the process must go, and another one finishes the work, however late (UP-20)', async () => {
    const { pid, upload_id: uploadId, reserved_track_id: trackId } = await atWork('deployed meanwhile');
    await world.stop();
    expect(isAlive(pid)).toBe(false);
    await world.database.rows(`update jobs set heartbeat_at = now() - interval '1 hour'`);
    await world.start({ FFMPEG_PATH: '' });
    await world.get(ReapJobsHandler).run();
    expect(await ended(bob, uploadId, undefined, 50_000)).toMatchObject({ status: 'completed', track_id: trackId });
    expect(await world.pds.records(bob.did, 'track')).toMatchObject([{ title: 'deployed meanwhile' }]);
  }, 90_000);
});
