import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { AlbumView } from '../../src/modules/tracks/albums/albums.dto.js';
import type { CommentList } from '../../src/modules/tracks/reactions/reactions.dto.js';
import type { TrackPage, TrackView } from '../../src/modules/tracks/tracks.dto.js';
import { World } from '../harness/world.js';

const SEED = path.resolve('backend/tools/demo/seed.mjs');
const PATIENCE_MS = 180_000;

let world: World;

beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** Starts the seed as the launcher does, but for the first tracks only. */
function seed(tracks: number): { child: ChildProcess; lines: string[]; ended: Promise<number | null> } {
  const child = spawn(process.execPath, [SEED], {
    env: {
      ...process.env,
      PLYR_URL: world.url,
      DEV_PDS_URL: world.pds.url,
      DATABASE_URL: world.database.url,
      DATA_DIR: world.folder,
      DEMO_SECRET: 'one secret for all runs',
      DEMO_TRACKS: String(tracks),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  child.stdout?.on('data', (text: Buffer) => lines.push(...text.toString().trim().split('\n')));
  return { child, lines, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

const listed = async () => (await world.visitor().get<TrackPage>('/tracks/?limit=100')).body.tracks;
const progress = () =>
  world.database.one<{ value: object }>(
    `select value from ephemeral where key = 'demo:progress' and expires_at > now()`,
  );

test(
  'the demo is made through the product, and goes on where it was stopped',
  async () => {
    const first = seed(2);
    while ((await listed()).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(first.child.exitCode).toBeNull();
    }
    first.child.kill('SIGKILL');
    await first.ended;

    const second = seed(2);
    expect(await second.ended).toBe(0);
    expect(second.lines.filter((line) => line.startsWith('demo ')).at(-1)).toMatch(/complete after \d+ s/);
    await world.settled();

    const tracks = await listed();
    expect(tracks.map(({ title }) => title)).toEqual(['untitled (kitchen, 2 am)', 'Petty Cash']);
    expect(tracks).toMatchObject([
      { artist: 'okay probably', play_count: 61, like_count: 3, comment_count: 1, file_type: 'm4a' },
      {
        artist: 'Brass Tax',
        play_count: 640,
        like_count: 3,
        image_url: expect.any(String),
        tags: ['brass', 'funk', 'live'],
      },
    ]);
    expect(await progress()).toEqual({ value: { done: 2, total: 2 } });
  },
  PATIENCE_MS,
);

test('its tracks have a past, and their records the same one', async () => {
  for (const track of await listed()) {
    const hours = (Date.now() - Date.parse(track.created_at)) / 3_600_000;
    expect(hours).toBeGreaterThan(1);
    const [record] = await world.pds.records(track.artist_did, 'track');
    expect(record?.createdAt).toBe(track.created_at);
    const [plays] = await world.database.rows<{ counted: number; early: number }>(
      `select count(*)::int as counted, count(*) filter (where e.created_at < t.created_at)::int as early
         from play_events e join tracks t on t.id = e.track_id where t.id = $1`,
      [track.id],
    );
    expect(plays).toEqual({ counted: track.play_count, early: 0 });
  }
});

test('its people speak for themselves, in repositories of their own', async () => {
  const [memo] = (await listed()) as [TrackView];
  const { body } = await world.visitor().get<CommentList>(`/tracks/${memo.id}/comments`);
  expect(body.comments).toMatchObject([{ user_display_name: 'Henrike Saal', timestamp_ms: 9000 }]);
  const henrike = body.comments[0]?.user_did ?? '';
  expect(await world.pds.records(henrike, 'comment')).toMatchObject([{ text: body.comments[0]?.text }]);
  expect(await world.pds.records(henrike, 'like')).toHaveLength(1);
  const album = await world.visitor().get<AlbumView>('/albums/brasstax.test/receipts');
  expect(album.body.tracks.map(({ title }) => title)).toEqual(['Petty Cash']);
});

test(
  'a further run changes nothing',
  async () => {
    const before = await listed();
    const again = seed(2);
    expect(await again.ended).toBe(0);
    await world.settled();
    expect(await listed()).toEqual(before);
  },
  PATIENCE_MS,
);
