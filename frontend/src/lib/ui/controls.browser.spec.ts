import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/styles/tokens.css';
import '#lib/styles/base.css';
import Art from './Art.svelte';
import Score from '../features/tracks/Score.svelte';
import Seek from './Seek.svelte';
import Tabs from './Tabs.svelte';
import Toggle from './Toggle.svelte';

const pointer = (type: string, share: number, element: Element) => {
  const { left, width, top } = element.getBoundingClientRect();
  element.dispatchEvent(
    new PointerEvent(type, {
      clientX: left + share * width,
      clientY: top + 2,
      pointerId: 1,
      button: 0,
      bubbles: true,
      pointerType: 'mouse',
    }),
  );
};

/** Synthetic pointers cannot be captured; that part is the browser's. */
function drag(element: Element, ...shares: number[]): void {
  vi.spyOn(element, 'setPointerCapture').mockReturnValue();
  shares.forEach((share, index) => pointer(index === 0 ? 'pointerdown' : 'pointermove', share, element));
  pointer('pointerup', shares.at(-1) ?? 0, element);
}

test('a seek bar moves by five seconds with arrows and says where it is', async () => {
  const onseek = vi.fn();
  await render(Seek, { positionMs: 134_000, durationMs: 372_000, onseek });
  const slider = page.getByRole('slider', { name: 'seek' });
  await expect.element(slider).toHaveAttribute('aria-valuetext', '2 minutes 14 seconds of 6 minutes 12 seconds');
  slider.element().focus();
  await userEvent.keyboard('{ArrowRight}{ArrowLeft}{Home}{End}');
  expect(onseek.mock.calls.flat()).toEqual([139_000, 129_000, 0, 372_000]);
});

test('a drag shows every moment and seeks once, where it is let go', async () => {
  const onseek = vi.fn();
  const onpreview = vi.fn();
  await render(Seek, { positionMs: 0, durationMs: 100_000, onseek, onpreview });
  drag(page.getByRole('slider').element(), 0.1, 0.4, 0.8);
  expect(onseek.mock.calls.flat()).toEqual([80_000]);
  expect(onpreview.mock.calls.flat().map((ms: number | null) => ms && Math.round(ms / 1000))).toEqual([
    10,
    40,
    80,
    null,
  ]);
});

test('a bar without a length cannot be moved', async () => {
  const onseek = vi.fn();
  await render(Seek, { positionMs: 0, durationMs: null, onseek });
  drag(page.getByRole('slider').element(), 0.5);
  expect(onseek).not.toHaveBeenCalled();
});

test('the score seeks to the moment under the pointer and draws whole pixels', async () => {
  const onseek = vi.fn();
  await page.viewport(1280, 800);
  await render(Score, {
    peaks: Array.from({ length: 800 }, (_, bin) => bin % 256),
    durationMs: 372_000,
    positionMs: 134_000,
    onseek,
  });
  const score = page.getByRole('slider', { name: 'seek' });
  drag(score.element(), 0.25);
  expect(onseek).toHaveBeenCalledExactlyOnceWith(93_000);
  const paths = score.element().querySelectorAll('path');
  expect(paths).toHaveLength(1);
  expect(paths[0]?.getAttribute('d')).not.toContain('.');
});

test('a score whose peaks are on their way is as tall as it will be', async () => {
  const props = { durationMs: 372_000, positionMs: null, onseek: vi.fn() };
  const { container, rerender } = await render(Score, { ...props, peaks: null });
  const before = container.getBoundingClientRect().height;
  await rerender({ ...props, peaks: [1, 200, 3] });
  expect(container.getBoundingClientRect().height).toBe(before);
});

test('tabs move by arrows, and only the selected one is in the tab order', async () => {
  const tabs = [
    { id: 'liked', label: 'liked' },
    { id: 'albums', label: 'albums' },
  ] as const;
  await render(Tabs<'liked' | 'albums'>, { label: 'library', tabs, selected: 'liked' });
  page.getByRole('tab', { name: 'liked' }).element().focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByRole('tab', { name: 'albums' })).toHaveFocus();
  await expect.element(page.getByRole('tab', { name: 'albums' })).toHaveAttribute('aria-selected', 'true');
  await expect.element(page.getByRole('tab', { name: 'liked' })).toHaveAttribute('tabindex', '-1');
});

test('a toggle is a switch', async () => {
  const onchange = vi.fn();
  await render(Toggle, { label: 'auto-advance', checked: false, onchange });
  await page.getByRole('switch', { name: 'auto-advance' }).click();
  await expect.element(page.getByRole('switch')).toHaveAttribute('aria-checked', 'true');
  expect(onchange.mock.calls).toEqual([[true]]);
});

test('artwork that does not load falls back to the original, then to the white label', async () => {
  const { container } = await render(Art, {
    image: '/gone.png',
    thumbnail: '/gone_96.webp',
    label: 'no. 7',
    eager: true,
  });
  await vi.waitFor(() => expect(container.querySelector('img')).toBeNull(), { timeout: 5000 });
  expect(container.textContent).toContain('no. 7');
});
