import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Toasts } from './toasts.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const texts = (toasts: Toasts) => toasts.items.map((toast) => toast.text);

describe('UX-01: toasts', () => {
  test('the newest stands first', () => {
    const toasts = new Toasts();
    toasts.success('queued Boiler Hymn');
    toasts.info('uploading');
    expect(texts(toasts)).toEqual(['uploading', 'queued Boiler Hymn']);
  });

  test.each([
    ['success', 3000],
    ['info', 3000],
    ['warning', 4000],
    ['error', 5000],
  ] as const)('%s stays %i ms', (kind, stay) => {
    const toasts = new Toasts();
    toasts.show(kind, 'a sentence');
    vi.advanceTimersByTime(stay - 1);
    expect(toasts.items).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(toasts.items).toHaveLength(0);
  });

  test('a duration of 0 stays until it is dismissed', () => {
    const toasts = new Toasts();
    const id = toasts.info('uploading 3 %', { durationMs: 0 });
    vi.advanceTimersByTime(3_600_000);
    expect(texts(toasts)).toEqual(['uploading 3 %']);
    toasts.dismiss(id);
    expect(toasts.items).toHaveLength(0);
  });

  test('an update changes the words in place and starts the time anew', () => {
    const toasts = new Toasts();
    const id = toasts.info('uploading 3 %', { durationMs: 0 });
    toasts.success('queued something else', { durationMs: 0 });
    toasts.update(id, 'published Heat Index', {
      kind: 'success',
      durationMs: 3000,
      link: { label: 'view track', href: '/track/7' },
    });
    expect(texts(toasts)).toEqual(['queued something else', 'published Heat Index']);
    expect(toasts.items[1]).toMatchObject({ id, kind: 'success', link: { href: '/track/7' } });
    vi.advanceTimersByTime(3000);
    expect(texts(toasts)).toEqual(['queued something else']);
  });

  test('an update of one that went away shows it again', () => {
    const toasts = new Toasts();
    const id = toasts.info('uploading');
    toasts.dismiss(id);
    toasts.update(id, 'published', { kind: 'success' });
    expect(toasts.items).toMatchObject([{ kind: 'success', text: 'published' }]);
  });

  test('ears hear that one appeared and how it ended, not each step', () => {
    const toasts = new Toasts();
    const id = toasts.info('sending Boiler Hymn, 0 %', { durationMs: 0 });
    toasts.update(id, 'sending Boiler Hymn, 1 %', { kind: 'info' });
    expect([toasts.items[0]?.text, toasts.spoken]).toEqual(['sending Boiler Hymn, 1 %', 'sending Boiler Hymn, 0 %']);
    toasts.update(id, 'Boiler Hymn is up', { kind: 'success', durationMs: 3000 });
    expect(toasts.spoken).toBe('Boiler Hymn is up');
    vi.advanceTimersByTime(3000);
    expect(toasts.spoken).toBe('');
  });

  test('nothing goes away while someone reads', () => {
    const toasts = new Toasts();
    toasts.error('could not reach your pds');
    toasts.hold(true);
    vi.advanceTimersByTime(60_000);
    expect(toasts.items).toHaveLength(1);
    toasts.hold(false);
    vi.advanceTimersByTime(5000);
    expect(toasts.items).toHaveLength(0);
  });
});
