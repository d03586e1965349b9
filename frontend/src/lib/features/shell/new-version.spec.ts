import { expect, test, vi } from 'vitest';
import type { PlaybackObserver } from '#lib/player/playback.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { NewVersion } from './new-version.ts';

function tab({ playing = false } = {}) {
  const toasts = new Toasts();
  const reload = vi.fn();
  const observers: PlaybackObserver[] = [];
  const tell = (sounding: boolean) =>
    observers.forEach((observer) =>
      observer.playback({ sounding, track: null, state: 'idle', positionMs: 0, durationMs: null }),
    );
  const observe = (observer: PlaybackObserver) => {
    observers.push(observer);
    tell(playing);
  };
  const news = new NewVersion({ toasts, player: { playing, observe }, reload });
  return { news, toasts, reload, tell, press: () => toasts.items[0]?.link?.onselect?.() };
}

test('PWA-02: a newer version is told of once, stays said, and comes when it is asked for', () => {
  const { news, toasts, reload, press } = tab();
  news.offer();
  news.offer();
  expect(toasts.items).toMatchObject([{ text: 'there is a newer plyr.fm.', durationMs: 0 }]);
  expect(reload).not.toHaveBeenCalled();
  press();
  expect(reload).toHaveBeenCalledOnce();
});

test('P-SW-03: while something sounds it waits, and comes with the silence, once', () => {
  const { news, toasts, reload, tell, press } = tab({ playing: true });
  news.offer();
  press();
  expect(toasts.items[0]?.text).toBe('the newer plyr.fm comes when the music stops.');
  tell(true);
  expect(reload).not.toHaveBeenCalled();
  tell(false);
  tell(false);
  expect(reload).toHaveBeenCalledOnce();
});

test('nobody is stopped by silence who did not ask', () => {
  const { news, reload, tell } = tab({ playing: true });
  news.offer();
  tell(false);
  expect(reload).not.toHaveBeenCalled();
});
