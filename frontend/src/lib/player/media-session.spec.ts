import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aTrack } from './sample-track.ts';
import { MediaSessionLink, type MediaSessionSettings, type PlayerControls } from './media-session.ts';
import type { Playback } from './playback.ts';

/** A browser's media session that writes down what it is told, and knows no action it does not support. */
class FakeSession {
  metadata: MediaMetadata | null = null;
  playbackState: MediaSessionPlaybackState = 'none';
  position: MediaPositionState | undefined;
  readonly handlers = new Map<string, MediaSessionActionHandler | null>();
  unsupported = new Set<string>();

  setActionHandler(action: MediaSessionAction, handler: MediaSessionActionHandler | null): void {
    if (this.unsupported.has(action)) throw new TypeError(`unknown action ${action}`);
    this.handlers.set(action, handler);
  }

  setPositionState(position?: MediaPositionState): void {
    if (position?.position !== undefined && position.position > (position.duration ?? 0))
      throw new TypeError('past the end');
    this.position = position;
  }

  setCameraActive = () => Promise.resolve();
  setMicrophoneActive = () => Promise.resolve();
  setScreenshareActive = () => Promise.resolve();

  press(action: MediaSessionAction, details: Partial<MediaSessionActionDetails> = {}): void {
    this.handlers.get(action)?.({ action, ...details });
  }
}

const controls = { play: vi.fn(), pause: vi.fn(), next: vi.fn(), previous: vi.fn(), seek: vi.fn(), seekBy: vi.fn() };
const moment: Playback = {
  track: aTrack(1),
  state: 'playing',
  sounding: true,
  positionMs: 42_000,
  durationMs: 200_000,
};

function linked(settings: Partial<MediaSessionSettings> = {}, session = new FakeSession()) {
  const link = new MediaSessionLink(session, {
    isIos: false,
    createMetadata: (init) => ({ title: '', artist: '', album: '', artwork: [], ...init }),
    ...settings,
  });
  link.connect(controls satisfies PlayerControls);
  return { link, session };
}

beforeEach(() => vi.clearAllMocks());

describe('PL-05: what is shown', () => {
  test('title, artist, album and artwork', () => {
    const { link, session } = linked();
    const album = { id: 'a', slug: 'a', title: 'low tide', image_url: '/album.jpg', thumbnail_url: null };
    link.playback({ ...moment, track: aTrack(1, { album, artist_avatar_url: '/marit.jpg' }) });
    expect(session.metadata).toMatchObject({
      title: 'track 1',
      artist: 'marit',
      album: 'low tide',
      artwork: [{ src: '/album.jpg' }],
    });
  });

  test('the avatar stands in for a cover, and nothing for both', () => {
    const { link, session } = linked();
    link.playback({ ...moment, track: aTrack(1, { artist_avatar_url: '/marit.jpg' }) });
    expect(session.metadata?.artwork).toEqual([{ src: '/marit.jpg' }]);
    link.playback({ ...moment, track: aTrack(2, { artist_avatar_url: null }) });
    expect(session.metadata?.artwork).toEqual([]);
  });

  test('state and position follow, and a position past the end is brought back', () => {
    const { link, session } = linked();
    link.playback(moment);
    expect(session).toMatchObject({ playbackState: 'playing', position: { duration: 200, position: 42 } });
    link.playback({ ...moment, sounding: false, positionMs: 200_400 });
    expect(session).toMatchObject({ playbackState: 'paused', position: { position: 200 } });
    link.playback({ ...moment, track: null, durationMs: null });
    expect(session).toMatchObject({ playbackState: 'none', metadata: null });
  });
});

describe('PL-05: what is taken', () => {
  test('every button reaches the player', () => {
    const { session } = linked();
    session.press('play');
    session.press('pause');
    session.press('nexttrack');
    session.press('previoustrack');
    session.press('seekto', { seekTime: 12.5 });
    session.press('seekbackward');
    session.press('seekforward', { seekOffset: 30 });
    for (const name of ['play', 'pause', 'next', 'previous'] as const) expect(controls[name]).toHaveBeenCalledOnce();
    expect(controls.seek).toHaveBeenCalledWith(12_500);
    expect(controls.seekBy.mock.calls).toEqual([[-10_000], [30_000]]);
  });

  test('P-PLAY-08: on iOS nothing takes the place of previous and next', () => {
    const { session } = linked({ isIos: true });
    expect([...session.handlers.keys()].sort()).toEqual(['nexttrack', 'pause', 'play', 'previoustrack', 'seekto']);
  });

  test('a browser that lacks an action still gets the others', () => {
    const session = new FakeSession();
    session.unsupported.add('seekto');
    linked({}, session);
    expect(session.handlers.has('seekforward')).toBe(true);
  });
});
