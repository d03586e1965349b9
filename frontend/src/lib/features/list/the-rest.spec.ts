import { beforeEach, expect, test } from 'vitest';
import type { Track, TrackPage } from '#lib/api/contract.ts';
import { aTrack } from '#lib/player/sample-track.ts';
import { PlayerStage } from '#lib/state/player-stage.ts';
import { TrackFeed } from '#lib/state/track-feed.svelte.ts';
import { bringTheRest } from './the-rest.ts';

const context = { kind: 'liked', id: 'did:plc:ada', label: 'your likes' };
const page = (tracks: Track[], next_cursor: string | null): TrackPage => ({
  tracks,
  next_cursor,
  has_more: next_cursor !== null,
});

beforeEach(() => sessionStorage.clear());

/** Six tracks on three pages, of which the first was read. */
async function begun(onask: (cursor?: string) => void = () => undefined) {
  const stage = new PlayerStage();
  const feed = new TrackFeed({
    page: (cursor) => {
      onask(cursor);
      const from = Number(cursor ?? 0);
      return Promise.resolve(page([aTrack(from + 1), aTrack(from + 2)], from < 4 ? String(from + 2) : null));
    },
  });
  await feed.refresh();
  stage.player.start(feed.tracks[0]!, { context, tracks: feed.tracks });
  return { stage, feed };
}

test('P-QUEUE-05: all of a list plays, also what was not read yet', async () => {
  const { stage, feed } = await begun();
  await bringTheRest(feed, stage.queue, context);
  expect(stage.order).toBe('[1] 2 3 4 5 6');
});

test('P-QUEUE-06: what the listener added stays before it', async () => {
  const { stage, feed } = await begun();
  stage.queue.add([aTrack(9)]);
  await bringTheRest(feed, stage.queue, context);
  expect(stage.order).toBe('[1] 9 2 3 4 5 6');
});

test('nothing more is asked for once another list plays', async () => {
  const asked: unknown[] = [];
  const { stage, feed } = await begun((cursor) => asked.push(cursor));
  const rest = bringTheRest(feed, stage.queue, context);
  stage.player.start(aTrack(7), { context: { ...context, kind: 'tag' }, tracks: [aTrack(7), aTrack(8)] });
  await rest;
  expect([stage.order, asked]).toEqual(['[7] 8', [undefined, '2']]);
});

test('ALB-04: a list is on only when it put on what plays, not when it merely holds it', async () => {
  const { stage } = await begun();
  expect(stage.queue.plays({ ...context, label: 'renamed' })).toBe(true);
  expect(stage.queue.plays({ ...context, kind: 'album' })).toBe(false);
  stage.player.start(aTrack(2));
  expect(stage.queue.plays(context)).toBe(false);
});
