import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_SKIPS } from './engine.ts';
import { MEDIA_ERROR } from './media.ts';
import { SILENCE_MS } from './silence-watch.ts';
import { settle, Stage } from './stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('faults', () => {
  test('P-PLAY-09: a source the browser cannot play gives way to the next rendition', async () => {
    const stage = new Stage();
    stage.engine.load(stage.track('a', 200, [MEDIA_ERROR.unsupported, 'ok']), { play: true });
    await settle(500);
    expect(stage.sounding.map((media) => media.src)).toEqual(['/audio/a-1']);
    expect(stage.said.unplayable).toEqual([]);
  });

  test('P-PLAY-12: every error is said, and the next host goes on at the same place', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a', 200, ['ok', 'ok']));
    media.run(80);
    await settle();
    media.fail(MEDIA_ERROR.network);
    await settle();
    expect(stage.said.fault).toMatchObject([{ playable: { key: 'a' }, reason: 'network' }]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', positionMs: 80_000 });
    expect(media.src).toBe('/audio/a-1');
  });

  test('P-PLAY-12: a host that falls silent without an error is left as well', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a', 200, ['ok', 'ok']));
    media.run(10);
    media.starve();
    await settle(SILENCE_MS + 500);
    expect(stage.said.fault).toMatchObject([{ reason: 'timeout' }]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', positionMs: 10_000 });
  });

  test('a paused track is never taken for a silent host', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a'));
    media.starve();
    await settle(0);
    stage.engine.pause();
    await settle(SILENCE_MS * 2);
    expect(stage.said.fault).toEqual([]);
  });

  test('a broken connection of the only source is tried again', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a'));
    media.run(30);
    await settle();
    media.fail(MEDIA_ERROR.network);
    await settle(3_000);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', positionMs: 30_000 });
  });

  test('PL-08: without any working source the track is unplayable and the next may be taken', async () => {
    const stage = new Stage();
    stage.engine.load(stage.track('a', 200, [MEDIA_ERROR.unsupported, MEDIA_ERROR.decode]), { play: true });
    await settle(5_000);
    expect(stage.said.unplayable).toMatchObject([{ playable: { key: 'a' }, reason: 'decode', skip: true }]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'error', wantsSound: false });
  });

  test('P-PLAY-11: at most five unplayable tracks in a row are skipped', async () => {
    const stage = new Stage();
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const tracks = names.map((name) => stage.track(name, 200, [MEDIA_ERROR.unsupported]));
    let index = 0;
    stage.engine.on('unplayable', ({ skip }) => {
      const next = tracks[(index += 1)];
      if (skip && next) stage.engine.load(next, { play: true });
    });
    const [first] = tracks;
    if (first) stage.engine.load(first, { play: true });
    await settle(30_000);
    expect(stage.said.unplayable.map((event) => event.skip)).toEqual([...Array<boolean>(MAX_SKIPS).fill(true), false]);
    expect(stage.engine.snapshot.state).toBe('error');
  });

  test('P-PLAY-11: a track that plays in between begins the count anew', async () => {
    const stage = new Stage();
    const fine = stage.track('fine');
    let failures = 0;
    stage.engine.on('unplayable', ({ skip }) => {
      if (skip) stage.engine.load(fine, { play: true });
    });
    for (; failures < MAX_SKIPS + 2; failures += 1) {
      stage.engine.load(stage.track(`x${failures}`, 200, [MEDIA_ERROR.unsupported]), { play: true });
      await settle(5_000);
      expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'fine' } });
    }
  });

  test('a restored track that cannot be loaded is said and skips nothing', async () => {
    const stage = new Stage();
    stage.engine.load(stage.track('a', 200, [MEDIA_ERROR.unsupported]), { play: false, atMs: 5_000 });
    await settle(5_000);
    expect(stage.said.unplayable).toMatchObject([{ skip: false }]);
  });

  test('offline, nothing is skipped, and the track goes on at its place when the network is back', async () => {
    const stage = new Stage();
    const media = await stage.playing(stage.track('a'));
    media.run(30);
    await settle();
    stage.online = false;
    stage.files.set('/audio/a', { durationS: 200, error: MEDIA_ERROR.network });
    media.fail(MEDIA_ERROR.network);
    await settle(20_000);
    expect(stage.said.unplayable).toMatchObject([{ reason: 'offline', skip: false }]);
    stage.online = true;
    stage.files.set('/audio/a', { durationS: 200 });
    stage.engine.retry();
    await settle();
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', positionMs: 30_000 });
  });
});
