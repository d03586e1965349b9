import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MEDIA_ERROR } from './media.ts';
import { settle, Stage } from './stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the end', () => {
  test('P-PLAY-06: what is loaded in the ended handler has been asked to play before the handler returns', async () => {
    const stage = new Stage({ mayPreload: false });
    const media = await stage.playing(stage.track('a', 10));
    const next = stage.track('b');
    let asked: string[] = [];
    stage.engine.on('ended', () => {
      media.log.length = 0;
      stage.engine.load(next, { play: true });
      asked = [...media.log];
    });
    media.run(10);
    await settle();
    expect(asked).toEqual(['src /audio/b', 'play']);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'b' } });
  });

  test('P-PLAY-06: the prepared next track is fetched on the silent element and takes over at the end', async () => {
    const stage = new Stage();
    const first = await stage.playing(stage.track('a', 60));
    const second = stage.media.find((media) => media !== first);
    const next = stage.track('b');
    stage.engine.prepare(next);
    first.run(30);
    await settle();
    expect(second?.src).toBe('');
    first.run(15);
    await settle();
    expect(second).toMatchObject({ src: '/audio/b', preload: 'auto', paused: true });

    stage.engine.on('ended', () => stage.engine.load(next, { play: true }));
    first.run(15);
    await settle();
    expect(stage.sounding).toEqual([second]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'b' } });
    expect(first.src).toBe('');
  });

  test('the next track is fetched as soon as the playing one is all here', async () => {
    const stage = new Stage();
    const first = await stage.playing(stage.track('a', 300));
    stage.engine.prepare(stage.track('b'));
    first.receiveAll();
    await settle();
    expect(stage.media[1]?.src).toBe('/audio/b');
  });

  test('a next track that was fetched and is no longer next is let go', async () => {
    const stage = new Stage();
    const first = await stage.playing(stage.track('a', 60));
    stage.engine.prepare(stage.track('b'));
    first.receiveAll();
    await settle();
    stage.engine.prepare(stage.track('c'));
    expect(stage.media[1]?.src).toBe('/audio/c');
    stage.engine.prepare(null);
    expect(stage.media[1]?.src).toBe('');
  });

  test('a next track that cannot be fetched is not asked for again and again', async () => {
    const stage = new Stage();
    const first = await stage.playing(stage.track('a', 60));
    stage.engine.prepare(stage.track('b', 60, [MEDIA_ERROR.unsupported]));
    first.receiveAll();
    await settle();
    for (let second = 0; second < 5; second += 1) {
      first.run(1);
      await settle();
    }
    expect(stage.media[1]?.log.filter((entry) => entry.startsWith('src'))).toEqual(['src /audio/b']);
    expect(stage.said.unplayable).toEqual([]);
  });

  test('PL-01: where the second element may not play, the first goes on alone', async () => {
    const stage = new Stage();
    const first = await stage.playing(stage.track('a', 60));
    const next = stage.track('b');
    stage.engine.prepare(next);
    first.receiveAll();
    await settle();
    const second = stage.media[1];
    if (second) second.autoplayBlocked = true;
    stage.engine.on('ended', () => stage.engine.load(next, { play: true }));
    first.run(60);
    await settle();
    expect(stage.sounding).toEqual([first]);
    expect(stage.said.blocked).toEqual([]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'b' } });
  });

  test('PL-01: never two elements sound, also when the listener skips to the prepared track', async () => {
    const stage = new Stage();
    const first = await stage.playing(stage.track('a', 60));
    const next = stage.track('b');
    stage.engine.prepare(next);
    first.receiveAll();
    await settle();
    stage.engine.load(next, { play: true });
    expect(stage.sounding).toEqual([stage.media[1]]);
  });

  test('an end that nothing follows is ended, and play begins anew as a new play', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a', 10));
    media.run(10);
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'ended', wantsSound: false });
    stage.engine.play();
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', positionMs: 0 });
    media.run(5);
    await settle();
    expect(stage.said.played.map((play) => play.sessionId)).toEqual(['session-1', 'session-2']);
  });
});
