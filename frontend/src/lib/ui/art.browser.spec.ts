import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import Art from './Art.svelte';

const COVER = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
const room = document.createElement('div');
let mounted: object | null = null;

beforeEach(() => {
  // far below what the window shows
  room.style.paddingTop = '4000px';
  document.body.append(room);
});
afterEach(async () => {
  if (mounted) await unmount(mounted);
  room.remove();
  scrollTo(0, 0);
});

const hang = (props: { eager?: boolean; image: string | null }) => (mounted = mount(Art, { target: room, props }));
const picture = () => room.querySelector('img');
const anObserver = () => new Promise((resolve) => setTimeout(resolve, 100));

test('a picture is asked for when it comes near, and stays', async () => {
  hang({ image: COVER });
  await anObserver();
  expect(picture()).toBeNull();
  room.scrollIntoView({ block: 'end' });
  await vi.waitFor(() => expect(picture()?.src).toBe(COVER));
  scrollTo(0, 0);
  await anObserver();
  expect(picture()).not.toBeNull();
});

test('the big one of a page is asked for at once', () => {
  hang({ image: COVER, eager: true });
  expect(picture()?.src).toBe(COVER);
});

test('without one there is the white label, wherever it is', () => {
  hang({ image: null });
  expect(room.textContent).toContain('white label');
});
