import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/styles/tokens.css';
import '#lib/styles/base.css';
import type { Track } from '#lib/api/contract.ts';
import { aTrack } from '#lib/player/sample-track.ts';
import { Likes } from '#lib/state/likes.svelte.ts';
import { PlayerStage } from '#lib/state/player-stage.ts';
import { Toasts } from '#lib/state/toasts.svelte.ts';
import { Waveforms } from '#lib/state/waveforms.svelte.ts';
import { createApi } from '#lib/api/client.ts';
import QueuePanel from '../queue/QueuePanel.svelte';
import { listenToKeys } from '../keys/listen.ts';
import PlayerBar from './PlayerBar.svelte';

const DESK = [1280, 800] as const;
const PHONE = [390, 844] as const;
const road = { kind: 'playlist', id: 'p', label: 'road songs' };
let stop: () => void = () => undefined;

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  stop();
  stop = () => undefined;
});

/** Player and queue as the layout shows them, on fake elements and an API that only knows peaks. */
async function shown([width, height]: readonly [number, number]) {
  await page.viewport(width, height);
  const stage = new PlayerStage();
  const list = stage.tracks(4);
  const peaks = Array.from({ length: 800 }, (_, index) => Math.round(120 + 100 * Math.sin(index / 9)));
  const api = createApi({
    baseUrl: '/api',
    fetch: () => Promise.resolve(Response.json({ bins: 800, peaks, loudness_lufs: -14 })),
  });
  const likes = new Likes({ api, toasts: new Toasts(), maySave: () => true, signInLink: () => '/login' });
  const onadd = vi.fn<(track: Track, event: MouseEvent) => void>();
  const props = { player: stage.player, queue: stage.queue, likes, waveforms: new Waveforms(api), onadd };
  const toasts = new Toasts();
  await render(PlayerBar, props);
  await render(QueuePanel, { ...props, toasts });
  stop = listenToKeys(window, stage);
  return { stage, list, toasts, onadd };
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const settled = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 3_000 });
const barHeight = () => document.querySelector('footer.player')?.getBoundingClientRect().height;

async function faults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

test('with nothing on, the bar says so and its transport waits', async () => {
  await shown(DESK);
  await expect.element(page.getByText('nothing on yet')).toBeVisible();
  await expect.element(button('play').first()).toBeDisabled();
});

test('PL-02: the buttons of the bar play, pause, go on and go back', async () => {
  const { stage, list } = await shown(DESK);
  stage.player.start(list[0], { context: road, tracks: list });
  await button('pause').first().click();
  expect(stage.player.playing).toBe(false);
  await button('play').first().click();
  await settled(() => stage.player.state === 'playing');
  await button('next').first().click();
  await settled(() => stage.player.track?.id === 2);
  await button('previous').first().click();
  await settled(() => stage.player.track?.id === 1);
});

test('Q-13: the repeat button goes round and says where it is', async () => {
  const { stage, list } = await shown(DESK);
  stage.player.start(list[0]);
  for (const mode of ['off', 'all', 'one', 'off']) {
    await expect.element(button(`repeat ${mode}`).first()).toBeInTheDocument();
    await button(`repeat ${mode}`).first().click();
  }
  expect(stage.queue.repeatMode).toBe('all');
});

test('P-PLAY-05: a start the browser refused asks for a tap', async () => {
  const { stage, list } = await shown(DESK);
  for (const media of stage.sound.media) media.autoplayBlocked = true;
  stage.player.start(list[0]);
  await expect.element(page.getByText('tap play to start').first()).toBeInTheDocument();
});

test('P-PLAY-08: where the volume belongs to the phone there is no slider for it', async () => {
  const { stage } = await shown(DESK);
  await expect.element(page.getByRole('slider', { name: 'volume' })).toBeVisible();
  expect(stage.player.canSetVolume).toBe(true);
});

test('UX-04: the keys of the page reach the player', async () => {
  const { stage, list } = await shown(DESK);
  stage.player.start(list[0], { context: road, tracks: list });
  await settled(() => stage.player.state === 'playing');
  await userEvent.keyboard('l');
  expect(stage.player.positionMs).toBe(10_000);
  await userEvent.keyboard('j{ArrowRight}');
  expect(stage.player.positionMs).toBe(5_000);
  await userEvent.keyboard('{ArrowDown}');
  expect(stage.player.volume).toBeCloseTo(0.95);
  await userEvent.keyboard('m');
  expect(stage.player.muted).toBe(true);
  await userEvent.keyboard(' ');
  expect(stage.player.playing).toBe(false);
  await userEvent.keyboard('q');
  expect(stage.queue.open).toBe(true);
  await userEvent.keyboard('q');
});

test('UX-04: in an input, and with other modifiers, keys are letters', async () => {
  const { stage, list } = await shown(DESK);
  stage.player.start(list[0]);
  const input = document.body.appendChild(document.createElement('input'));
  input.ariaLabel = 'name';
  await userEvent.type(input, 'mql ');
  await userEvent.keyboard('{Shift>}q{/Shift}');
  input.remove();
  await userEvent.keyboard('{Control>}m{/Control}');
  expect(input.value).toContain('mql ');
  expect([stage.player.muted, stage.queue.open, stage.player.positionMs]).toEqual([false, false, 0]);
});

test('UX-04: a space on a button presses the button, and nothing else', async () => {
  const { stage, list } = await shown(DESK);
  stage.player.start(list[0]);
  await settled(() => stage.player.state === 'playing');
  const like = page
    .getByRole('button', { name: /like track 1/ })
    .first()
    .element() as HTMLElement;
  like.focus();
  await userEvent.keyboard(' ');
  expect(stage.player.playing).toBe(true);
});

test('Q-08: on a desk the queue stands beside the page, and is out of reach when closed', async () => {
  const { stage, list } = await shown(DESK);
  stage.player.start(list[0], { context: road, tracks: list });
  const side = page.getByRole('complementary', { name: 'queue' });
  await expect.element(side).not.toBeInTheDocument();
  await button('queue').click();
  await expect.element(side).toBeVisible();
  await expect.element(page.getByText(/next from road songs, 3 tracks/)).toBeVisible();
});

test('Q-09: rows move by the arrow keys of their handle, keep the focus and say their place', async () => {
  const { stage, list } = await shown(DESK);
  stage.queue.open = true;
  stage.player.start(list[0], { context: road, tracks: list });
  const handle = page.getByRole('button', { name: /^move track 2/ });
  await expect.element(handle).toBeInTheDocument();
  (handle.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(stage.order).toBe('[1] 3 2 4');
  await userEvent.keyboard('{ArrowDown}');
  expect(stage.order).toBe('[1] 3 4 2');
  await userEvent.keyboard('{ArrowUp}');
  expect(stage.order).toBe('[1] 3 2 4');
  await expect.element(page.getByText('track 2, place 2 of 3')).toBeInTheDocument();
});

test('Q-09: a row taken up by space goes over into what the listener added, and escape puts it back', async () => {
  const { stage, list } = await shown(DESK);
  stage.queue.open = true;
  stage.player.start(list[0], { context: road, tracks: list });
  stage.queue.add([aTrack(9)]);
  const handle = page.getByRole('button', { name: /^move track 2/ });
  await expect.element(handle).toBeInTheDocument();
  (handle.element() as HTMLElement).focus();
  await userEvent.keyboard(' {ArrowUp}');
  await settled(() => stage.queue.sections[0]?.rows.length === 2);
  await userEvent.keyboard('{ArrowUp}');
  await settled(() => stage.order === '[1] 2 9 3 4');
  await userEvent.keyboard('{Escape}');
  await settled(() => stage.order === '[1] 9 2 3 4' && stage.queue.sections[0]?.rows.length === 1);
  expect(stage.player.playing).toBe(true);
});

test('Q-09: a row is drawn by its handle to another place', async () => {
  const { stage, list } = await shown(DESK);
  stage.queue.open = true;
  stage.player.start(list[0], { context: road, tracks: list });
  await expect.element(page.getByRole('button', { name: /^move track 4/ })).toBeInTheDocument();
  const centre = (name: RegExp) => {
    const { top, height, left } = page.getByRole('button', { name }).element().getBoundingClientRect();
    return { clientX: left + 5, clientY: top + height / 2 };
  };
  const handle = page.getByRole('button', { name: /^move track 4/ }).element();
  const pointer = (type: string, at: { clientX: number; clientY: number }) =>
    handle.dispatchEvent(new PointerEvent(type, { ...at, pointerId: 1, button: 0, bubbles: true }));
  handle.setPointerCapture = () => undefined;
  pointer('pointerdown', centre(/^move track 4/));
  const target = centre(/^move track 2/);
  pointer('pointermove', { ...target, clientY: target.clientY - 10 });
  await settled(() => document.querySelector('.drag-over')?.textContent?.includes('track 2') === true);
  expect(document.querySelector('.is-dragging')?.textContent).toContain('track 4');
  // the line is seen over what is held: both stand in the layer of the list
  const line = getComputedStyle(document.querySelector('.drag-over')!, '::after');
  const held = getComputedStyle(document.querySelector('.is-dragging')!);
  expect(getComputedStyle(document.querySelector('.drag-over')!)).toMatchObject({ zIndex: 'auto', isolation: 'auto' });
  expect(Number(line.zIndex)).toBeGreaterThan(Number(held.zIndex));
  pointer('pointerup', target);
  expect(stage.order).toBe('[1] 4 2 3');
});

test('Q-07: rows are removed and sections cleared; the one that plays stays', async () => {
  const { stage, list } = await shown(DESK);
  stage.queue.open = true;
  stage.player.start(list[0], { context: road, tracks: list });
  stage.queue.add([aTrack(9)]);
  const remove = page.getByRole('button', { name: 'remove track 3' });
  await expect.element(remove).toBeInTheDocument();
  (remove.element() as HTMLElement).click();
  await settled(() => stage.order === '[1] 9 2 4');
  await button('clear the rest').click();
  await settled(() => stage.order === '[1] 9');
  expect(page.getByRole('button', { name: 'remove track 1' }).elements()).toHaveLength(0);
});

test('Q-10: what was removed or cleared is said, and comes back to its place', async () => {
  const { stage, list, toasts } = await shown(DESK);
  stage.queue.open = true;
  stage.player.start(list[0], { context: road, tracks: list });
  stage.queue.add([aTrack(9)]);
  const remove = page.getByRole('button', { name: 'remove track 3' });
  await expect.element(remove).toBeInTheDocument();
  (remove.element() as HTMLElement).click();
  await settled(() => stage.order === '[1] 9 2 4');
  expect(toasts.items[0]?.text).toBe('removed track 3');
  toasts.items[0]?.link?.onselect?.();
  expect(stage.order).toBe('[1] 9 2 3 4');
  await button('clear next up').click();
  await settled(() => stage.order === '[1] 2 3 4');
  expect(toasts.items[0]?.text).toBe('cleared 1 track');
  toasts.items[0]?.link?.onselect?.();
  expect([stage.order, stage.queue.sections.length]).toEqual(['[1] 9 2 3 4', 2]);
});

test('Q-14: the label leads to what is played on', async () => {
  const { stage, list } = await shown(DESK);
  stage.queue.open = true;
  stage.player.start(list[0], { context: { kind: 'tag', id: 'rain', label: 'rain' }, tracks: list });
  await expect.element(page.getByRole('link', { name: 'rain' })).toHaveAttribute('href', '/tag/rain');
});

test('LST-14: what plays can be added somewhere, from the bar and from the large player', async () => {
  const { stage, list, onadd } = await shown(DESK);
  stage.player.start(list[0], { context: road, tracks: list });
  await button('add track 1 to …').click();
  await page.viewport(...PHONE);
  await button('open the player').click();
  await page.getByRole('region', { name: 'now playing' }).getByRole('button', { name: 'add track 1 to …' }).click();
  expect(onadd.mock.calls.map(([track]) => track.id)).toEqual([1, 1]);
});

test('Q-08: on a phone the sleeve opens the large player, and escape goes back', async () => {
  const { stage, list } = await shown(PHONE);
  stage.player.start(list[0], { context: road, tracks: list });
  await button('open the player').click();
  const cover = page.getByRole('dialog', { name: 'queue' });
  await expect.element(cover).toBeVisible();
  await expect.element(cover.getByRole('region', { name: 'now playing' })).toBeVisible();
  await expect.element(cover.getByRole('slider', { name: 'seek' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await settled(() => !stage.queue.open);
  expect(document.documentElement.style.overflow).toBe('');
});

test('P-PLAY-14: on a phone the bar is as high as the page leaves room for', async () => {
  const { stage, list } = await shown(PHONE);
  stage.player.start(list[0]);
  await settled(() => barHeight() === 60);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
});

for (const theme of ['dark', 'light']) {
  for (const [name, size] of [
    ['desk', DESK],
    ['phone', PHONE],
  ] as const) {
    test(`UX-05: axe finds nothing, ${name}, ${theme}`, async () => {
      document.documentElement.dataset.theme = theme;
      const { stage, list } = await shown(size);
      stage.player.start(list[0], { context: road, tracks: list });
      stage.queue.open = true;
      await settled(() => stage.player.state === 'playing' && document.getAnimations().every(isForever));
      expect(await faults()).toEqual([]);
    });
  }
}

function isForever(animation: Animation): boolean {
  return animation.effect?.getTiming().iterations === Infinity;
}
