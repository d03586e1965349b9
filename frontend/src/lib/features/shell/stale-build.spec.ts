import { beforeEach, expect, test, vi } from 'vitest';
import { reloadOnStaleBuild } from './stale-build.ts';

function tab({ playing = false, onLine = true } = {}) {
  const target = new EventTarget();
  const reload = vi.fn();
  const window = Object.assign(target, {
    location: { reload },
    navigator: { onLine },
    sessionStorage,
  }) as unknown as Window;
  reloadOnStaleBuild(window, () => playing);
  return { miss: () => target.dispatchEvent(new Event('vite:preloadError', { cancelable: true })), reload };
}
beforeEach(() => sessionStorage.clear());

test('P-SW-04: an old tab that misses a part loads anew, once', () => {
  const { miss, reload } = tab();
  miss();
  miss();
  expect(reload).toHaveBeenCalledOnce();
});

test('never while music plays', () => {
  const { miss, reload } = tab({ playing: true });
  miss();
  expect(reload).not.toHaveBeenCalled();
});

test('never without a network: what plays next would be forgotten, and nothing would come', () => {
  const { miss, reload } = tab({ onLine: false });
  miss();
  expect(reload).not.toHaveBeenCalled();
});
