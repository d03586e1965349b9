import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listenToKeys } from './listen.ts';
import type { KeyActions } from './key-map.ts';

const player = { track: {}, toggle: vi.fn(), seekBy: vi.fn(), setVolume: vi.fn(), toggleMuted: vi.fn(), volume: 0.5 };
const [settings, search] = [vi.fn(), vi.fn()];
let stop: () => void;

beforeEach(() => {
  vi.clearAllMocks();
  stop = listenToKeys(window, { player, queue: { open: false }, settings, search } as unknown as KeyActions);
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function press(key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body): KeyboardEvent {
  const code = key.length === 1 ? `Key${key.toUpperCase()}` : key;
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

test('UX-04: held arrows, j and l go on; other held keys act once', () => {
  for (const key of ['ArrowLeft', 'ArrowRight', 'j', 'l']) press(key, { repeat: true });
  expect(player.seekBy.mock.calls).toEqual([[-5000], [5000], [-10_000], [10_000]]);
  press('ArrowUp', { repeat: true });
  expect(player.setVolume).toHaveBeenCalledOnce();
  press(' ', { code: 'Space', repeat: true });
  press('m', { repeat: true });
  expect([player.toggle.mock.calls, player.toggleMuted.mock.calls]).toEqual([[], []]);
  press('m');
  expect(player.toggleMuted).toHaveBeenCalledOnce();
});

test.each([
  ['where the comma has its own key', { code: 'Comma' }],
  ['on another layout, by what is printed on it', { code: 'KeyW' }],
])('UX-04: ctrl and comma lead to the settings, %s', (_, where) => {
  expect(press(',', { ctrlKey: true, ...where }).defaultPrevented).toBe(true);
  expect(settings).toHaveBeenCalledOnce();
  press(',', where);
  press(',', { ctrlKey: true, shiftKey: true, ...where });
  expect(settings).toHaveBeenCalledOnce();
});

test('UX-04: in a field keys write, and only search is still there', () => {
  const field = document.body.appendChild(document.createElement('input'));
  press('m', {}, field);
  press(',', { ctrlKey: true, code: 'Comma' }, field);
  press('k', { ctrlKey: true, code: 'KeyK' }, field);
  expect([player.toggleMuted.mock.calls, settings.mock.calls, search.mock.calls.length]).toEqual([[], [], 1]);
});
