import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/styles/tokens.css';
import '#lib/styles/base.css';
import ScrollingText from './ScrollingText.svelte';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<b>${text}</b>` }));
const LONG = 'a title that goes on and on, far beyond the room that any player has for it '.repeat(3);
const moves = () => document.getAnimations().map(({ effect }) => effect?.getComputedTiming());

test('PL-02: words that fit stand still', async () => {
  await page.viewport(400, 300);
  await render(ScrollingText, { seconds: 8, moving: true, children: words('tide') });
  await expect.element(page.getByText('tide')).toBeVisible();
  expect([moves(), document.querySelectorAll('b').length]).toEqual([[], 1]);
});

test('PL-02: words that do not fit go round and round without a pause, and rest while nothing plays', async () => {
  await page.viewport(400, 300);
  const text = await render(ScrollingText, { seconds: 8, moving: true, children: words(LONG) });
  await vi.waitFor(() => expect(moves()).toHaveLength(1));
  expect(moves()[0]).toMatchObject({ duration: 8000, iterations: Infinity, delay: 0, endDelay: 0, easing: 'linear' });
  // the copy that follows is for eyes alone
  const [seen, copy] = document.querySelectorAll('.text');
  expect([seen?.ariaHidden, copy?.ariaHidden]).toEqual([null, 'true']);

  await text.rerender({ moving: false });
  await vi.waitFor(() => expect([moves(), document.querySelectorAll('b').length]).toEqual([[], 1]));
});
