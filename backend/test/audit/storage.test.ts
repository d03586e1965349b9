import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { StorageAudit } from '../../src/modules/media/index.js';
import { DiscoveryService } from '../../src/modules/tracks/discovery.service.js';
import type { BrokenTracks, TrackPage, TrackView } from '../../src/modules/tracks/tracks.dto.js';
import type { Person } from '../harness/person.js';
import type { Visitor } from '../harness/visitor.js';
import { World } from '../harness/world.js';
import { cover, published, song } from '../tracks/uploading.js';

let world: World;
let bob: Person;
let guest: Visitor;
let alice: Person;
let id: number;
let file: string;

beforeAll(async () => {
  world = await World.open({ METRICS_TOKEN: 'for-the-story' });
  bob = await world.artist('bob');
  alice = await world.person('alice');
  guest = world.visitor();
  id = await published(bob, { title: 'there', file: await song('mp3'), image: await cover() });
  await world.settled();
  file = path.join(world.folder, 'storage', await keyOf('track_audio x join audio_files f on f.id = x.audio_file_id'));
}, 60_000);
afterAll(() => world.close());

async function keyOf(from: string): Promise<string> {
  const row = await world.database.one<{ storage_key: string }>(`select storage_key from ${from} limit 1`);
  return row?.storage_key ?? '';
}
const audit = () => world.get(StorageAudit).run();
const broken = async () => (await bob.get<BrokenTracks>('/tracks/me/broken')).body.tracks;
/** The audit tells nobody: lists follow within seconds. */
const listed = async () => {
  world.get(DiscoveryService).forget();
  return (await alice.get<TrackPage>('/tracks/')).body.tracks.map((track) => track.id);
};
const metric = async () =>
  /plyr_storage_missing_objects\{kind="audio"\} (\d+)/.exec(
    (await guest.get<string>('/metrics', { authorization: 'Bearer for-the-story' })).body,
  )?.[1];

test('ST-12: where everything is there, nothing changes', async () => {
  expect(await audit()).toMatchObject({ checked: 2, damaged: [], marked: 0, healed: 0 });
  expect([await broken(), await metric()]).toEqual([[], '0']);
});

test('ST-12, P-STORE-04: what is missing is marked, told to its artist and to the operator, and heals when it is back', async () => {
  await rename(file, `${file}.away`);
  expect(await audit()).toMatchObject({ damaged: [{ kind: 'audio', what: 'missing' }], marked: 1 });
  expect(await broken()).toMatchObject([{ id, broken_reason: 'audio_missing' }]);
  expect([await listed(), await metric()]).toEqual([[], '1']);
  expect(await audit()).toMatchObject({ marked: 0, healed: 0 });
  await rename(`${file}.away`, file);
  expect(await audit()).toMatchObject({ damaged: [], healed: 1 });
  expect([await broken(), await listed(), await metric()]).toEqual([[], [id], '0']);
});

describe('ST-06: a picture without one of its sizes', () => {
  const shown = async () => (await guest.get<TrackView>(`/tracks/${id}`)).body.image_url;
  const size = async (url: string) => (await sharp(await bytesOf(url)).metadata()).width;
  const bytesOf = async (url: string) => Buffer.from(await (await guest.fetch(url)).arrayBuffer());
  let picture: string;
  let tile: string;

  beforeAll(async () => {
    const key = await keyOf('images');
    picture = path.join(world.folder, 'storage', key);
    tile = picture.replace(/\.\w+$/, '_300.webp');
  });

  test('gets it again, and is shown all the while', async () => {
    await rm(tile);
    expect(await audit()).toMatchObject({ damaged: [], completed: 1, marked: 0 });
    const url = (await shown()) ?? '';
    expect(await size(url.replace(/\.\w+$/, '_300.webp'))).toBe(300);
    expect(await audit()).toMatchObject({ damaged: [], completed: 0 });
  });

  test('that is younger than the picture gets it, and the row names it', async () => {
    await rm(tile);
    await world.database.rows(`update images set variants = variants - '300'`);
    expect(await audit()).toMatchObject({ damaged: [], completed: 1 });
    const row = await world.database.one<{ key: string }>(`select variants ->> '300' as key from images`);
    expect(tile.endsWith(row?.key ?? 'no key')).toBe(true);
  });

  test('is not shown while that cannot be made of it', async () => {
    const whole = await readFile(picture);
    await writeFile(picture, Buffer.alloc(whole.length));
    await rm(tile);
    expect(await audit()).toMatchObject({ damaged: [{ kind: 'image', what: 'missing' }], completed: 0, marked: 1 });
    expect(await shown()).toBeNull();
    await writeFile(picture, whole);
    expect(await audit()).toMatchObject({ damaged: [], completed: 1, healed: 1 });
    expect(await shown()).not.toBeNull();
  });
});

test('a storage that lacks nearly everything is not believed', async () => {
  await world.database.rows(
    `insert into audio_files (id, sha256, bytes, container, codec, extension, storage_key, bucket, state)
     select x, sha256(x::text::bytea), 1, 'mp3', 'mp3', 'mp3', 'audio/' || x || '.mp3', 'public', 'live'
       from (select gen_random_uuid() as x from generate_series(1, 20)) many`,
  );
  const { damaged, marked } = await audit();
  expect([damaged.length, marked]).toEqual([20, 0]);
  await world.database.rows('delete from audio_files where bytes = 1');
});

test('an object that lost its end is as good as missing', async () => {
  await truncate(file, 100);
  expect(await audit()).toMatchObject({ damaged: [{ kind: 'audio', what: 'wrong size' }], marked: 1 });
  expect(await broken()).toMatchObject([{ id, broken_reason: 'audio_missing' }]);
});
