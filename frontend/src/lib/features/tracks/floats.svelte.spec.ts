import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aTrack } from '#lib/player/sample-track.ts';
import { CLOSE_AFTER_MS, TrackFloats } from './floats.svelte.ts';

const track = aTrack(1);
let floats: TrackFloats;
let button: HTMLButtonElement;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  floats = new TrackFloats();
  button = document.body.appendChild(document.createElement('button'));
});
afterEach(() => {
  button.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const mouse = () => ({ currentTarget: button, pointerType: 'mouse' }) as unknown as PointerEvent;
const click = (detail = 1) => ({ currentTarget: button, detail }) as unknown as MouseEvent;
const likers = (worth = true) => floats.pointed(track, () => worth);

test('LIKE-06: likers come with the pointer and go a moment after it', async () => {
  likers().onpointerenter(mouse());
  expect(floats.shown).toBeNull();
  await vi.runAllTimersAsync();
  expect(floats.shown).toMatchObject({ kind: 'likers', passing: true });
  likers().onpointerleave();
  await vi.advanceTimersByTimeAsync(CLOSE_AFTER_MS - 1);
  expect(floats.shown).not.toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect(floats.shown).toBeNull();
});

test('LIKE-06: the pointer may move into them', async () => {
  likers().onpointerenter(mouse());
  await vi.runAllTimersAsync();
  likers().onpointerleave();
  await vi.advanceTimersByTimeAsync(CLOSE_AFTER_MS - 1);
  floats.stay();
  await vi.runAllTimersAsync();
  expect(floats.shown).not.toBeNull();
});

test('a pointer that only passes over shows nothing, nor does a finger, nor a track that nobody likes', async () => {
  likers().onpointerenter(mouse());
  likers().onpointerleave();
  likers().onpointerenter({ ...mouse(), pointerType: 'touch' });
  likers(false).onpointerenter(mouse());
  await vi.runAllTimersAsync();
  expect(floats.shown).toBeNull();
});

test('what was asked for stays when the pointer goes, and is not replaced by what it passes over', async () => {
  floats.press('add', track, click());
  likers().onpointerleave();
  likers().onpointerenter(mouse());
  await vi.runAllTimersAsync();
  expect(floats.shown?.kind).toBe('add');
});

test('a button tells that it is open, and closes what it opened', () => {
  floats.press('more', track, click(0));
  expect([floats.shown?.byKey, button.ariaExpanded]).toEqual([true, 'true']);
  floats.press('more', track, click());
  expect([floats.shown, button.ariaExpanded]).toEqual([null, 'false']);
});

test('there is one float at most', () => {
  const other = document.createElement('button');
  floats.press('more', track, click());
  floats.press('add', aTrack(2), { ...click(), currentTarget: other });
  expect([floats.shown?.track.id, button.ariaExpanded, other.ariaExpanded]).toEqual([2, 'false', 'true']);
});
