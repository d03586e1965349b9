import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_SKIPS } from './engine.ts';
import type { FakeMedia } from './fake-media.ts';
import { MEDIA_ERROR } from './media.ts';
import type { Playable } from './playable.ts';
import { SILENCE_MS } from './silence-watch.ts';
import { Stage } from './stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms);

async function playing(stage: Stage, track: Playable): Promise<FakeMedia> {
  stage.engine.load(track, { play: true });
  await settle();
  const [media] = stage.sounding;
  if (!media) throw new Error('nothing sounds');
  return media;
}

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
    const media = await playing(stage, { ...stage.track('radio'), kind: 'stream' });
    stage.engine.seek(50_000);
    expect(stage.engine.snapshot.can.seek).toBe(false);
    expect(media.currentTime).toBe(0);
  });

  test('P-PLAY-01: loads, skips and errors make no further element', async () => {
    const stage = new Stage();
    await playing(stage, stage.track('a'));
    await playing(stage, stage.track('b'));
    stage.engine.load(stage.track('c', 200, [MEDIA_ERROR.unsupported]), { play: true });
    await settle(5_000);
    expect(stage.media).toHaveLength(2);
  });

  test('an empty buffer is stalled until data comes back', async () => {
    const stage = new Stage();
    const media = await playing(stage, stage.track('a'));
    media.starve();
    await settle(0);
    expect(stage.engine.snapshot).toMatchObject({ state: 'stalled', wantsSound: true });
    media.feed();
    await settle(0);
    expect(stage.engine.snapshot.state).toBe('playing');
  });

  test('a pause from outside, such as pulled headphones, is a pause', async () => {
    const stage = new Stage();
    const media = await playing(stage, stage.track('a'));
    media.interrupt();
    await settle(0);
    expect(stage.engine.snapshot).toMatchObject({ state: 'paused', wantsSound: false });
  });

  test('a pause event that comes after the next play does not take it back', async () => {
    const stage = new Stage();
    await playing(stage, stage.track('a'));
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
    const media = await playing(stage, stage.track('a', 10));
    media.run(10);
    stage.engine.load(stage.track('b'), { play: true });
    await settle();
    expect(stage.said.ended).toEqual([]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', playable: { key: 'b' } });
  });

  test('P-PLAY-03: an error of A that arrives after B was loaded does not fail B', async () => {
    const stage = new Stage({}, (media) => (media.leaky = true));
    const media = await playing(stage, stage.track('a'));
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
    const media = await playing(stage, stage.track('a', 60));
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

describe('the end', () => {
  test('P-PLAY-06: what is loaded in the ended handler has been asked to play before the handler returns', async () => {
    const stage = new Stage({ mayPreload: false });
    const media = await playing(stage, stage.track('a', 10));
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
    const first = await playing(stage, stage.track('a', 60));
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
    const first = await playing(stage, stage.track('a', 300));
    stage.engine.prepare(stage.track('b'));
    first.receiveAll();
    await settle();
    expect(stage.media[1]?.src).toBe('/audio/b');
  });

  test('a next track that was fetched and is no longer next is let go', async () => {
    const stage = new Stage();
    const first = await playing(stage, stage.track('a', 60));
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
    const first = await playing(stage, stage.track('a', 60));
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
    const first = await playing(stage, stage.track('a', 60));
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
    const first = await playing(stage, stage.track('a', 60));
    const next = stage.track('b');
    stage.engine.prepare(next);
    first.receiveAll();
    await settle();
    stage.engine.load(next, { play: true });
    expect(stage.sounding).toEqual([stage.media[1]]);
  });

  test('an end that nothing follows is ended, and play begins anew as a new play', async () => {
    const stage = new Stage();
    const media = await playing(stage, stage.track('a', 10));
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
    const media = await playing(stage, stage.track('a', 200, ['ok', 'ok']));
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
    const media = await playing(stage, stage.track('a', 200, ['ok', 'ok']));
    media.run(10);
    media.starve();
    await settle(SILENCE_MS + 500);
    expect(stage.said.fault).toMatchObject([{ reason: 'timeout' }]);
    expect(stage.engine.snapshot).toMatchObject({ state: 'playing', positionMs: 10_000 });
  });

  test('a paused track is never taken for a silent host', async () => {
    const stage = new Stage();
    const media = await playing(stage, stage.track('a'));
    media.starve();
    await settle(0);
    stage.engine.pause();
    await settle(SILENCE_MS * 2);
    expect(stage.said.fault).toEqual([]);
  });

  test('a broken connection of the only source is tried again', async () => {
    const stage = new Stage();
    const media = await playing(stage, stage.track('a'));
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
    const media = await playing(stage, stage.track('a'));
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

describe('plays', () => {
  test('TRK-06: a play counts at 30 seconds of a long track, once per load', async () => {
    const stage = new Stage();
    const media = await playing(stage, stage.track('a', 600));
    media.run(29);
    await settle();
    expect(stage.said.played).toEqual([]);
    media.run(2);
    await settle();
    media.run(200);
    await settle();
    expect(stage.said.played).toMatchObject([{ playable: { key: 'a' }, sessionId: 'session-1', heardMs: 31_000 }]);
  });

  test('TRK-06: a play counts at 30 % of a short track', async () => {
    const stage = new Stage();
    const media = await playing(stage, stage.track('a', 10));
    media.run(3);
    await settle();
    expect(stage.said.played).toHaveLength(1);
  });

  test('TRK-06: what was jumped over was not heard', async () => {
    const stage = new Stage();
    const media = await playing(stage, stage.track('a', 600));
    media.run(5);
    await settle();
    stage.engine.seek(300_000);
    media.run(5);
    await settle();
    expect(stage.said.played).toEqual([]);
    media.run(20);
    await settle();
    expect(stage.said.played).toHaveLength(1);
  });

  test('TRK-06: each load of a track is a play of its own', async () => {
    const stage = new Stage();
    const track = stage.track('a', 10);
    for (let load = 0; load < 2; load += 1) {
      const media = await playing(stage, track);
      media.run(5);
      await settle();
    }
    expect(stage.said.played.map((play) => play.sessionId)).toEqual(['session-1', 'session-2']);
  });
});

describe('level', () => {
  test('volume and mute reach both elements and stay over loads', async () => {
    const stage = new Stage();
    stage.engine.setLevel({ volume: 0.4, muted: true });
    await playing(stage, stage.track('a'));
    expect(stage.media.map(({ volume, muted }) => ({ volume, muted }))).toEqual([
      { volume: 0.4, muted: true },
      { volume: 0.4, muted: true },
    ]);
    expect(stage.engine.snapshot).toMatchObject({ volume: 0.4, muted: true });
  });

  test('a loud track is brought down to the common level, a quiet one is left, and the wish can be switched off', async () => {
    const stage = new Stage();
    const loud = await playing(stage, { ...stage.track('loud'), loudnessLufs: -8 });
    expect(loud.volume).toBeCloseTo(0.501, 2);
    expect(stage.engine.snapshot.volume).toBe(1);
    stage.engine.setLevel({ normalised: false });
    expect(loud.volume).toBe(1);
    stage.engine.setLevel({ normalised: true });
    const quiet = await playing(stage, { ...stage.track('quiet'), loudnessLufs: -23 });
    expect(quiet.volume).toBe(1);
  });

  test('P-PLAY-08: where the volume belongs to the phone, the snapshot says so', () => {
    const stage = new Stage({}, (media) => (media.volumeLocked = true));
    expect(stage.engine.snapshot.can.volume).toBe(false);
  });
});
