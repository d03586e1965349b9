import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MEDIA_ERROR } from './media.ts';
import { settle, Stage } from './stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('loads', () => {
  test('PL-09, P-PLAY-03: pressing B while A loads plays B', async () => {
    const stage = new Stage();
    stage.engine.load(stage.track('a'), { play: true });
    await settle(20);
    stage.engine.load(stage.track('b'), { play: true });
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'b' } });
    expect(stage.sounding.map((media) => media.src)).toEqual(['/audio/b']);
  });

  test('P-PLAY-03: an end of A that arrives after B was loaded does not end B', async () => {
    const stage = new Stage({}, (media) => (media.leaky = true));
    const media = await stage.playing(stage.track('a', 10));
    media.run(10);
    stage.engine.load(stage.track('b'), { play: true });
    await settle();
    expect(stage.said.ended).toEqual([]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'b' } });
  });

  test('P-PLAY-03: an error of A that arrives after B was loaded does not fail B', async () => {
    const stage = new Stage({}, (media) => (media.leaky = true));
    const media = await stage.playing(stage.track('a'));
    media.fail(MEDIA_ERROR.network);
    stage.engine.load(stage.track('b'), { play: true });
    await settle();
    expect(stage.said.fault).toEqual([]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'b' } });
  });

  test('P-PLAY-03: the aborted play promise of A is not taken for a refusal', async () => {
    const stage = new Stage();
    stage.engine.load(stage.track('a'), { play: true });
    stage.engine.load(stage.track('b'), { play: false });
    await settle();
    expect(stage.said.blocked).toEqual([]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'ready', playable: { key: 'b' } });
  });

  test('P-PLAY-07: play is asked for before load returns, while the gesture lasts', () => {
    const stage = new Stage();
    stage.engine.load(stage.track('a'), { play: true });
    expect(stage.media[0]?.log).toEqual(['src /audio/a', 'play']);
  });
});

describe('seeking', () => {
  test('P-PLAY-04: a seek before metadata is kept and applied when it comes', async () => {
    const stage = new Stage();
    stage.engine.load(stage.track('a'), { play: true });
    stage.engine.seek(42_000);
    expect(stage.engine.snapshot.positionMs).toBe(42_000);
    expect(stage.media[0]?.currentTime).toBe(0);
    await settle();
    expect(stage.media[0]?.currentTime).toBe(42);
  });

  test('a seek beyond the end lands on the end, and one before the start on the start', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a', 60));
    stage.engine.seek(90_000);
    expect(media.currentTime).toBe(60);
    stage.engine.seek(-5_000);
    expect(media.currentTime).toBe(0);
  });

  test('P-PLAY-05, Q-11: a restored track waits, paused at its position, and play goes on from there', async () => {
    const stage = new Stage();
    stage.engine.load(stage.track('a'), { play: false, atMs: 93_000 });
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'ready', positionMs: 93_000, wantsSound: false });
    expect(stage.media[0]?.log).not.toContain('play');
    stage.engine.play();
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', positionMs: 93_000 });
  });
});
