import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { AudioFilesRepository } from '../../src/modules/media/audio/audio-files.repository.js';
import { ImagesRepository } from '../../src/modules/media/images/images.repository.js';
import { AudioIntake, Images, Staging } from '../../src/modules/media/index.js';
import { MediaWorld } from './media-world.js';
import { sound } from './sounds/sounds.js';

/** The database dies, or its answer is lost, in the moment that makes bytes live. */
let media: MediaWorld;
let alice: Awaited<ReturnType<MediaWorld['person']>>;
let intake: AudioIntake;
let files: AudioFilesRepository;

beforeAll(async () => {
  media = await MediaWorld.open();
  alice = await media.person();
  intake = media.world.get(AudioIntake);
  files = media.world.get(AudioFilesRepository);
});
afterEach(() => void jest.restoreAllMocks());
afterAll(() => media.close());

async function staged(): Promise<string> {
  const body = Readable.from([await sound('aiff', { seconds: 5 })]);
  return (await media.world.get(Staging).receive(alice.did, body, 'song.aiff')).id;
}

/** I5: what the rows claim to be there, and is not. */
async function lost(): Promise<string[]> {
  const rows = await media.world.database.rows<{ key: string }>(
    `select storage_key as key from audio_files where state = 'live'
     union all select storage_key from images where state = 'live'`,
  );
  const keys: string[] = [];
  for (const { key } of rows) await stat(join(media.world.folder, 'storage', key)).catch(() => keys.push(key));
  return keys;
}

describe('I5, P-UP-07: no row is live whose bytes were taken back', () => {
  test('when the answer to the confirmation is lost, what it made stays, and the next run finds it', async () => {
    const id = await staged();
    const confirm = files.confirm.bind(files);
    jest.spyOn(files, 'confirm').mockImplementationOnce(async (...given) => {
      await confirm(...given);
      throw new Error('the line was cut');
    });
    await expect(intake.ingest(id, 'public')).rejects.toThrow('the line was cut');
    expect(await lost()).toEqual([]);
    const { original, stream } = await intake.ingest(id, 'public');
    expect([original?.state, stream.state]).toEqual(['live', 'live']);
    expect(await lost()).toEqual([]);
  });

  test('when another run was faster, one that fails erases nothing of it', async () => {
    const id = await staged();
    jest.spyOn(files, 'confirm').mockImplementationOnce(async () => {
      await intake.ingest(id, 'public');
      throw new Error('stalled too long');
    });
    await expect(intake.ingest(id, 'public')).rejects.toThrow('stalled too long');
    expect(await lost()).toEqual([]);
  });

  test('when the database is away for the taking back too, nothing is erased', async () => {
    const id = await staged();
    const before = await media.traces();
    jest.spyOn(files, 'confirm').mockRejectedValueOnce(new Error('connection terminated'));
    jest.spyOn(files, 'deleteReserved').mockRejectedValueOnce(new Error('still away'));
    await expect(intake.ingest(id, 'public')).rejects.toThrow();
    expect((await media.traces()).objects.length).toBe(before.objects.length + 2);
    await expect(intake.ingest(id, 'public')).resolves.toMatchObject({ stream: { state: 'live' } });
    expect(await lost()).toEqual([]);
  });

  test('when the answer for a picture is lost, the picture stays', async () => {
    const images = media.world.get(ImagesRepository);
    const confirm = images.confirm.bind(images);
    jest.spyOn(images, 'confirm').mockImplementationOnce(async (id) => {
      await confirm(id);
      throw new Error('the line was cut');
    });
    const picture = await sharp({ create: { width: 50, height: 50, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    await expect(media.world.get(Images).store(alice.did, picture)).rejects.toThrow('the line was cut');
    expect(await lost()).toEqual([]);
  });
});

test('a run whose rows were taken back by another says so, and the next one makes them anew', async () => {
  const id = await staged();
  const confirm = files.confirm.bind(files);
  jest.spyOn(files, 'confirm').mockImplementationOnce(async (...given) => {
    await files.deleteReserved(given[1].map((file) => file.id));
    await confirm(...given);
  });
  await expect(intake.ingest(id, 'public')).rejects.toThrow('taken back');
  await expect(intake.ingest(id, 'public')).resolves.toMatchObject({ stream: { state: 'live' } });
  expect(await lost()).toEqual([]);
});
