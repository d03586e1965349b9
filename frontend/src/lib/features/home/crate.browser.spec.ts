import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '#lib/styles/tokens.css';
import '#lib/styles/base.css';
import Crate from './Crate.svelte';
import type { NewRecord } from './records.ts';

const records = (names: string): NewRecord[] =>
  [...names].map((name) => ({
    id: name,
    title: name,
    slug: name,
    artist: 'ada',
    artist_handle: 'ada.test',
    image_url: null,
    thumbnail_url: null,
  }));
const crate = page.getByRole('group', { name: 'records, newest first' });
/** What the browser moves by itself, it moves when it draws. */
const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

test('records that come to the front are seen', async () => {
  await page.viewport(390, 844);
  const { rerender } = await render(Crate, { records: records('bcdefgh') });
  for (const names of ['abcdefgh', 'hgabcdef', 'xyzhgabc']) {
    await drawn();
    await rerender({ records: records(names) });
  }
  await drawn();
  expect(crate.element().scrollLeft).toBe(0);
});

test('who has leafed through it stays at what is looked at', async () => {
  await page.viewport(390, 844);
  const { rerender } = await render(Crate, { records: records('bcdefgh') });
  await userEvent.wheel(crate, { delta: { x: 400 } });
  await expect.poll(() => crate.element().scrollLeft).toBeGreaterThan(0);
  await rerender({ records: records('abcdefgh') });
  await drawn();
  expect(crate.element().scrollLeft).toBeGreaterThan(0);
});
