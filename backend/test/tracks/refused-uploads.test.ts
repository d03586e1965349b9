import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Person } from '../harness/person.js';
import type { FormFields } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { cover, ended, published, send, song } from './uploading.js';

/** The picture and its three variants. */
const FILES_PER_IMAGE = 4;

let world: World;
let bob: Person;

beforeAll(async () => {
  world = await World.open({ MAX_UPLOAD_SIZE_MB: '2', UPLOAD_USER_CONCURRENCY: '2' });
  bob = await world.artist('bob');
});
afterAll(() => world.close());

/** What an upload leaves behind and the garbage collector will not take: rows, and files in the storage. */
async function traces(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {
    staged_uploads: await world.database.count('staged_uploads where expires_at > now()'),
    images: await world.database.count(`images where state in ('staged', 'live')`),
    audio_files: await world.database.count(`audio_files where state in ('staged', 'live')`),
  };
  for (const table of ['tracks', 'albums', 'jobs']) counts[table] = await world.database.count(table);
  const collectable =
    (await world.database.count('staged_uploads where expires_at <= now()')) +
    (await world.database.count(`audio_files where state = 'doomed'`)) +
    FILES_PER_IMAGE * (await world.database.count(`images where state = 'doomed'`));
  return { ...counts, files: (await fileCount(path.join(world.folder, 'storage'))) - collectable };
}

async function fileCount(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).length;
}

const text = (content: string, name: string) => ({ bytes: Buffer.from(content), name });

const refused: [string, () => Promise<FormFields>, number, string][] = [
  ['no file', async () => ({ title: 'x' }), 422, 'request.invalid'],
  ['no title', async () => ({ file: await song() }), 422, 'request.invalid'],
  ['a title of blanks', async () => ({ title: '  ', file: await song() }), 422, 'request.invalid'],
  ['a title of 257 letters', async () => ({ title: 'x'.repeat(257), file: await song() }), 422, 'request.invalid'],
  [
    'an unknown visibility',
    async () => ({ title: 'x', visibility: 'odd', file: await song() }),
    422,
    'request.invalid',
  ],
  ['words in an mp3', async () => ({ title: 'x', file: text('not a song', 'a.mp3') }), 400, 'uploads.unsupported_type'],
  ['an empty file', async () => ({ title: 'x', file: text('', 'a.mp3') }), 400, 'uploads.too_short'],
  [
    'a playlist that names a file of ours',
    async () => ({ title: 'x', file: text('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n', 'a.mp3') }),
    400,
    'uploads.unsupported_type',
  ],
  ['more than the limit', async () => ({ title: 'x', file: await song('wav', 20) }), 413, 'uploads.too_large'],
  [
    'a cover that is none',
    async () => ({ title: 'x', file: await song(), image: text('<svg/>', 'cover.svg') }),
    400,
    'media.image_unsupported',
  ],
  ['eleven tags', async () => ({ title: 'x', tags: [...'abcdefghijk'], file: await song() }), 400, 'tags.invalid'],
  [
    'a guest that nobody knows',
    async () => ({ title: 'x', features: '["nobody-here.test"]', file: await song(), image: await cover() }),
    400,
    'uploads.bad_features',
  ],
  [
    'an album of nobody',
    async () => ({ title: 'x', album_id: randomUUID(), file: await song() }),
    404,
    'albums.not_found',
  ],
  ['an upload of nobody', async () => ({ title: 'x', staged_id: randomUUID() }), 404, 'uploads.not_found'],
];

describe('an upload that is refused leaves nothing behind', () => {
  test.each(refused)('%s', async (_, fields, status, code) => {
    const before = await traces();
    const answer = await bob.upload<{ code: string; detail: string }>('/tracks/', await fields());
    expect(answer.body).toMatchObject({ status, code, detail: expect.any(String) });
    expect(await traces()).toEqual(before);
  });

  test('UP-22: audio that ends early is found out by the worker, with the same result', async () => {
    const before = await traces();
    const { bytes, name } = await song('wav', 6);
    const file = { bytes: bytes.subarray(0, bytes.length / 3), name };
    const { upload_id } = await send(bob, { title: 'cut', album: 'Cut', image: await cover(), file });
    expect(await ended(bob, upload_id)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('incomplete'),
    });
    await world.settled();
    const after = await traces();
    expect({ ...after, jobs: before.jobs }).toEqual(before);
  });

  test('UP-09: the message names the guest', async () => {
    const fields = { title: 'x', features: '["nobody-here.test"]', file: await song() };
    const { body } = await bob.upload<{ detail: string }>('/tracks/', fields);
    expect(body.detail).toContain('nobody-here.test');
  });
});

describe('who may upload', () => {
  test('a guest is asked to sign in', async () => {
    const answer = await world.visitor().upload('/tracks/', { title: 'x', file: await song() });
    expect(answer.body).toMatchObject({ status: 401, code: 'auth.required' });
  });

  test('someone without a profile is asked for it', async () => {
    const eve = await world.person('eve');
    const answer = await eve.upload('/tracks/', { title: 'x', file: await song() });
    expect(answer.body).toMatchObject({ status: 403, code: 'artists.profile_required' });
  });

  test("nobody uses another's staged bytes", async () => {
    const ada = await world.artist('ada');
    await published(bob);
    const [staged] = await world.database.rows<{ id: string }>(
      `insert into staged_uploads (id, owner_did, filename, received_bytes, sha256, storage_key, state, expires_at)
       values ($1, $2, 'a.mp3', 1, $3, $4, 'complete', now() + interval '1 hour') returning id`,
      [randomUUID(), bob.did, Buffer.alloc(32, 1), `staging/${randomUUID()}`],
    );
    const answer = await ada.upload('/tracks/', { title: 'x', staged_id: staged?.id });
    expect(answer.body).toMatchObject({ status: 404, code: 'uploads.not_found' });
  });

  test('UP-19: a third upload waits until one of two is through', async () => {
    const files = await Promise.all([1, 2, 3].map(() => song('wav', 4)));
    const answers = await Promise.all(files.map((file) => bob.upload('/tracks/', { title: 'many', file })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429]);
    const limited = answers.find(({ status }) => status === 429);
    expect(limited?.body).toMatchObject({ code: 'uploads.quota' });
    expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
    await world.settled();
    expect((await bob.upload('/tracks/', { title: 'later', file: await song() })).status).toBe(200);
  });
});
