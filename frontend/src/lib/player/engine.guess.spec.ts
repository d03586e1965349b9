import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MEDIA_ERROR } from './media.ts';
import { settle, Stage } from './stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a track that may be asked for', () => {
  test('is fetched in silence, and plays at once under the name it is asked for', async () => {
    const stage = new Stage();
    const track = stage.track('a');
    stage.engine.expect({ ...track, key: 'expected' });
    await settle();
    expect(stage.sounding).toEqual([]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'idle', playable: null });

    const fetched = stage.media.find((media) => media.src === '/audio/a');
    stage.engine.load(track, { play: true });
    await settle(1);
    expect(stage.sounding).toEqual([fetched]);
    expect(fetched?.log).toEqual(['src /audio/a', 'play']);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'a' } });
  });

  test('that nobody asks for changes nothing of what plays', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a'));
    media.receiveAll();
    await settle();
    stage.engine.expect(stage.track('b'));
    await settle();
    expect(stage.media.map(({ src }) => src)).toContain('/audio/b');
    expect(stage.sounding).toEqual([media]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'a' } });
  });

  test('gives way to what comes next', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a', 60));
    const [, other] = stage.media;
    media.receiveAll();
    await settle();
    stage.engine.expect(stage.track('c'));
    expect(other?.src).toBe('/audio/c');
    stage.engine.prepare(stage.track('b'));
    expect(other?.src).toBe('/audio/b');
    stage.engine.expect(stage.track('c'));
    expect(other?.src).toBe('/audio/b');
  });

  test('waits while what plays has too little for itself', async () => {
    const stage = new Stage();
    await stage.playing(stage.track('a', 600));
    stage.engine.expect(stage.track('b'));
    expect(stage.media.map(({ src }) => src)).not.toContain('/audio/b');
  });

  test('that cannot be had says nothing, and holds up nothing', async () => {
    const stage = new Stage();
    const next = stage.track('n', 60);
    const media = await stage.playing(stage.track('a', 60));
    stage.engine.prepare(next);
    media.bufferedS = 30;
    stage.engine.expect(stage.track('b', 60, [MEDIA_ERROR.network]));
    await settle(60_000);
    expect([...stage.said.fault, ...stage.said.unplayable]).toEqual([]);
    media.run(45);
    await settle();
    expect(stage.media.map(({ src }) => src)).toContain('/audio/n');
  });

  test('is not fetched where one element does everything', () => {
    const stage = new Stage({ mayPreload: false });
    stage.engine.expect(stage.track('a'));
    expect(stage.media.map(({ src }) => src)).toEqual(['']);
  });
});
