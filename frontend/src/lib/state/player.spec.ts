import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MEDIA_ERROR } from '../player/media.ts';
import { settle } from '../player/stage.ts';
import { PlayerStage } from './player-stage.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  sessionStorage.clear();
});

const road = { kind: 'playlist', id: 'p', label: 'road songs' };

describe('starting', () => {
  test('Q-14, P-QUEUE-05: a track of a collection brings the rest of it along and plays', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(4);
    stage.player.start(tracks[1], { context: road, tracks });
    await settle();
    expect(stage.order).toBe('[2] 3 4');
    expect(stage.heard).toBe('/audio/file-2');
    expect(stage.queue.context).toEqual(road);
  });

  test('the play button of the current row pauses and goes on; another row starts its track', async () => {
    const stage = new PlayerStage();
    const [a, b] = stage.tracks(2);
    stage.player.press(a);
    await settle();
    stage.player.press(a);
    expect(stage.player).toMatchObject({ playing: false, state: 'paused' });
    stage.player.press(a);
    await settle();
    expect(stage.heard).toBe('/audio/file-1');
    stage.player.press(b);
    await settle();
    expect(stage.heard).toBe('/audio/file-2');
  });

  test('P-PLAY-04: a comment of another track starts it at its moment with one click', async () => {
    const stage = new PlayerStage();
    const [a] = stage.tracks(1);
    stage.player.startAt(a, 63_000);
    await settle();
    expect(stage.sound.sounding[0]).toMatchObject({ src: '/audio/file-1', currentTime: 63 });
  });

  test('a track added to an empty queue is put on, and nothing sounds', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(2);
    stage.queue.add(tracks);
    await settle();
    expect(stage.order).toBe('[1] 2');
    expect(stage.player).toMatchObject({ state: 'ready', playing: false });
    stage.player.play();
    await settle();
    expect(stage.heard).toBe('/audio/file-1');
  });
});

describe('going on', () => {
  test('PL-06: at the end the next track plays', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(2);
    stage.player.start(tracks[0], { context: road, tracks });
    await settle();
    stage.sound.sounding[0]?.run(200);
    await settle();
    expect(stage.heard).toBe('/audio/file-2');
    expect(stage.order).toBe('[2]');
  });

  test('P-PLAY-06: the next track was fetched before the end, and its element takes over', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(2);
    stage.player.start(tracks[0], { context: road, tracks });
    await settle();
    const [first] = stage.sound.sounding;
    first?.receiveAll();
    await settle();
    const second = stage.sound.media.find((media) => media !== first);
    expect(second?.src).toBe('/audio/file-2');
    first?.run(200);
    await settle();
    expect(stage.sound.sounding).toEqual([second]);
    expect(second?.log.filter((entry) => entry === 'src /audio/file-2')).toHaveLength(1);
  });

  test('PL-06: without auto-advance the music stops at the end', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(2);
    stage.queue.act({ type: 'auto-advance', on: false });
    stage.player.start(tracks[0], { context: road, tracks });
    await settle();
    stage.sound.sounding[0]?.run(200);
    await settle();
    expect(stage.player).toMatchObject({ state: 'ended', playing: false });
  });

  test('Q-13: repeat one plays the track again, repeat all comes back to the first', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(2);
    stage.player.start(tracks[0], { context: road, tracks });
    stage.queue.act({ type: 'repeat', mode: 'one' });
    await settle();
    stage.sound.sounding[0]?.run(200);
    await settle();
    expect([stage.heard, stage.player.positionMs]).toEqual(['/audio/file-1', 0]);
    stage.queue.act({ type: 'repeat', mode: 'all' });
    stage.player.next();
    await settle();
    stage.sound.sounding[0]?.run(200);
    await settle();
    expect(stage.heard).toBe('/audio/file-1');
  });

  test('Q-13: repeat all with a single track plays it again', async () => {
    const stage = new PlayerStage();
    const [a] = stage.tracks(1);
    stage.player.start(a);
    stage.queue.act({ type: 'repeat', mode: 'all' });
    await settle();
    stage.sound.sounding[0]?.run(200);
    await settle();
    expect(stage.player).toMatchObject({ state: 'playing', positionMs: 0 });
  });

  test('PL-03: previous restarts after 3 s and goes back before', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(2);
    stage.player.start(tracks[0], { context: road, tracks });
    stage.player.next();
    await settle();
    stage.sound.sounding[0]?.run(10);
    await settle();
    stage.player.previous();
    await settle();
    expect([stage.heard, stage.player.positionMs]).toEqual(['/audio/file-2', 0]);
    stage.player.previous();
    await settle();
    expect(stage.heard).toBe('/audio/file-1');
  });
});

describe('trouble', () => {
  test('PL-08: a track that cannot play is skipped with a word', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(2);
    stage.sound.files.set('/audio/file-1', { durationS: 0, error: MEDIA_ERROR.unsupported });
    stage.player.start(tracks[0], { context: road, tracks });
    await settle(5_000);
    expect(stage.heard).toBe('/audio/file-2');
    expect(stage.said).toEqual(['track 1 is no longer there, or in a format this browser does not play']);
  });

  test('P-PLAY-12: while another way is tried the player says so, and no longer once it plays', async () => {
    const stage = new PlayerStage();
    const [a] = stage.tracks(1);
    stage.player.start(a);
    await settle();
    stage.sound.sounding[0]?.fail(MEDIA_ERROR.network);
    await settle(10);
    expect(stage.player.notice).toBe('the connection broke, trying again');
    await settle(3_000);
    expect(stage.player).toMatchObject({ notice: null, state: 'playing' });
  });

  test('offline: nothing is skipped, and the track goes on when the network is back', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(2);
    stage.player.start(tracks[0], { context: road, tracks });
    await settle();
    stage.sound.online = false;
    stage.sound.files.set('/audio/file-1', { durationS: 0, error: MEDIA_ERROR.network });
    stage.sound.sounding[0]?.fail(MEDIA_ERROR.network);
    await settle(20_000);
    expect(stage.said).toEqual(['you are offline. track 1 goes on when the connection is back']);
    stage.sound.online = true;
    stage.sound.files.set('/audio/file-1', { durationS: 200 });
    stage.player.recover();
    await settle();
    expect(stage.heard).toBe('/audio/file-1');
  });

  test('P-PLAY-05: the network coming back starts nothing that was not playing', async () => {
    const stage = new PlayerStage();
    const [a] = stage.tracks(1);
    stage.queue.add([a]);
    stage.sound.online = false;
    await settle();
    stage.sound.media[0]?.fail(MEDIA_ERROR.network);
    stage.sound.files.set('/audio/file-1', { durationS: 0, error: MEDIA_ERROR.network });
    await settle(20_000);
    stage.sound.online = true;
    stage.sound.files.set('/audio/file-1', { durationS: 200 });
    stage.player.recover();
    await settle(1_000);
    expect(stage.player).toMatchObject({ state: 'ready', playing: false });
    expect(stage.heard).toBeUndefined();
  });
});

describe('memory', () => {
  test('Q-11, KNOWN-01: after a reload the queue is there, paused at its position, and nothing starts', async () => {
    const before = new PlayerStage();
    const tracks = before.tracks(3);
    before.player.start(tracks[0], { context: road, tracks });
    await settle();
    before.sound.sounding[0]?.run(42);
    await settle();
    before.player.flush();

    const after = new PlayerStage();
    after.tracks(3);
    after.player.restore();
    await settle();
    expect(after.order).toBe('[1] 2 3');
    expect(after.player).toMatchObject({ state: 'ready', playing: false, positionMs: 42_000 });
    expect(after.sound.media.flatMap((media) => media.log)).not.toContain('play');
    after.player.play();
    await settle();
    expect(after.sound.sounding[0]?.currentTime).toBe(42);
  });

  test('Q-13: the position is put down every 10 s, also when the page dies without a word', async () => {
    const before = new PlayerStage();
    const [a] = before.tracks(1);
    before.player.start(a);
    await settle();
    for (let second = 0; second < 25; second += 1) {
      before.sound.sounding[0]?.run(1);
      await settle(1_000);
    }
    const after = new PlayerStage();
    after.tracks(1);
    after.player.restore();
    expect(after.player.positionMs).toBe(20_000);
  });

  test('a position at the end of the last track is put down as its beginning', async () => {
    const stage = new PlayerStage();
    const [a] = stage.tracks(1);
    stage.player.start(a);
    await settle();
    stage.sound.sounding[0]?.run(200);
    await settle();
    expect(stage.queue.progressMs).toBe(0);
  });

  test('P-PLAY-05: a page that goes after the end leaves the beginning, not the end', async () => {
    const before = new PlayerStage();
    const [a] = before.tracks(1);
    before.player.start(a);
    await settle();
    before.sound.sounding[0]?.run(200);
    await settle();
    before.player.flush();
    const after = new PlayerStage();
    after.tracks(1);
    after.player.restore();
    expect(after.player.positionMs).toBe(0);
  });

  test('P-PLAY-05: a needle set to the end while nothing sounds starts nothing', async () => {
    const stage = new PlayerStage();
    const tracks = stage.tracks(2);
    stage.player.start(tracks[0], { context: road, tracks });
    await settle();
    const media = stage.sound.sounding[0];
    stage.player.pause();
    await settle();
    stage.player.seek(200_000);
    media?.reachEnd();
    await settle();
    expect([stage.order, stage.heard, stage.player.state]).toEqual(['[1] 2', undefined, 'paused']);
    stage.player.play();
    await settle();
    expect(stage.heard).toBe('/audio/file-1');
  });

  test('PL-02: volume and mute are remembered', () => {
    const before = new PlayerStage();
    before.player.setVolume(0.3);
    before.player.toggleMuted();
    expect(new PlayerStage().player).toMatchObject({ volume: 0.3, muted: true });
    before.player.setVolume(0.5);
    expect(new PlayerStage().player).toMatchObject({ volume: 0.5, muted: false });
  });

  test('what an older version stored, or a stranger, does no harm', async () => {
    sessionStorage.setItem('plyr.queue', '{"state":{"entries":[{"trackId":"x"}]},"tracks":[{}]}');
    sessionStorage.setItem('plyr.volume', '"loud"');
    const stage = new PlayerStage();
    stage.player.restore();
    await settle();
    expect([stage.order, stage.player.volume]).toEqual(['', 1]);
  });
});

test('TRK-06: a play is reported once, under its session', async () => {
  const stage = new PlayerStage();
  const [a] = stage.tracks(1);
  stage.player.start(a);
  await settle();
  for (let times = 0; times < 4; times += 1) {
    stage.sound.sounding[0]?.run(20);
    await settle();
  }
  expect(stage.plays).toMatchObject([{ trackId: 1, sessionId: 'session-1', heardMs: 40_000 }]);
});

test('NP-04: whoever observes is told what sounds and where it is', async () => {
  const stage = new PlayerStage();
  const [a] = stage.tracks(1);
  stage.player.start(a);
  await settle();
  expect(stage.moments.at(-1)).toMatchObject({
    track: { id: 1 },
    sounding: true,
    state: 'playing',
    durationMs: 200_000,
  });
  stage.player.pause();
  expect(stage.moments.at(-1)).toMatchObject({ sounding: false, state: 'paused' });
});

test('who comes later to observe is told at once how it stands', async () => {
  const stage = new PlayerStage();
  const [a] = stage.tracks(1);
  stage.player.start(a);
  await settle();
  const late = vi.fn();
  stage.player.observe({ playback: late });
  expect(late.mock.calls).toMatchObject([[{ track: { id: 1 }, sounding: true }]]);
});

test('a fresher copy of a track shows at once', () => {
  const stage = new PlayerStage();
  const [a] = stage.tracks(1);
  stage.queue.add([a]);
  stage.queue.learn([{ ...a, title: 'renamed' }]);
  expect(stage.player.track?.title).toBe('renamed');
});
