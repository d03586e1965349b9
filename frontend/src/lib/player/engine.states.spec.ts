import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MEDIA_ERROR } from './media.ts';
import { settle, Stage } from './stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('states', () => {
  test('P-PLAY-02: a load goes from idle over loading to playing, and a pause and a play back and forth', async () => {
    const stage = new Stage();
    expect(stage.engine.snapshot.state).toBe('idle');
    stage.engine.load(stage.track('a'), { play: true });
    expect(stage.engine.snapshot).toMatchObject({ state: 'loading', wantsSound: true });
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', durationMs: 200_000 });
    stage.engine.pause();
    expect(stage.engine.snapshot).toMatchObject({ state: 'paused', wantsSound: false });
    stage.engine.play();
    await settle();
    expect(stage.engine.snapshot.state).toBe('playing');
  });

  test('P-PLAY-02: what a source can do is said by its kind, and a stream cannot be sought in', async () => {
    const stage = new Stage();
    const media = await stage.playing({ ...stage.track('radio'), kind: 'stream' });
    stage.engine.seek(50_000);
    expect(stage.engine.snapshot.can.seek).toBe(false);
    expect(media.currentTime).toBe(0);
  });

  test('P-PLAY-01: loads, skips and errors make no further element', async () => {
    const stage = new Stage();
    await stage.playing(stage.track('a'));
    await stage.playing(stage.track('b'));
    stage.engine.load(stage.track('c', 200, [MEDIA_ERROR.unsupported]), { play: true });
    await settle(5_000);
    expect(stage.media).toHaveLength(2);
  });

  test('an empty buffer is stalled until data comes back', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a'));
    media.starve();
    await settle(0);
    expect(stage.engine.snapshot).toMatchObject({ state: 'stalled', wantsSound: true });
    media.feed();
    await settle(0);
    expect(stage.engine.snapshot.state).toBe('playing');
  });

  test('a pause from outside, such as pulled headphones, is a pause', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a'));
    media.interrupt();
    await settle(0);
    expect(stage.engine.snapshot).toMatchObject({ state: 'paused', wantsSound: false });
  });

  test('a pause event that comes after the next play does not take it back', async () => {
    const stage = new Stage();
    await stage.playing(stage.track('a'));
    stage.engine.pause();
    stage.engine.play();
    stage.said.change.length = 0;
    await settle();
    expect(stage.said.change.every((snapshot) => snapshot.wantsSound)).toBe(true);
    expect(stage.engine.snapshot.state).toBe('playing');
  });

  test('pause while loading leaves it ready and silent', async () => {
    const stage = new Stage();
    stage.engine.load(stage.track('a'), { play: true });
    stage.engine.pause();
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'ready', wantsSound: false });
    expect(stage.sounding).toHaveLength(0);
  });

  test('stop unloads the track and its late events change nothing', async () => {
    const stage = new Stage({}, (media) => (media.leaky = true));
    stage.engine.load(stage.track('a'), { play: true });
    stage.engine.stop();
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'idle', playable: null, positionMs: 0 });
  });
});

describe('autoplay', () => {
  test('P-PLAY-05: a refused start asks for a tap, and the tap starts it', async () => {
    const stage = new Stage({}, (media) => (media.autoplayBlocked = true));
    stage.engine.load(stage.track('a'), { play: true });
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'ready', blocked: true, wantsSound: false });
    expect(stage.said.blocked).toMatchObject([{ key: 'a' }]);
    for (const media of stage.media) media.autoplayBlocked = false;
    stage.engine.play();
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', blocked: false });
  });
});
