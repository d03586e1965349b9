import type { Page } from '@playwright/test';
import { newPlaylist, ours, storedTitles } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

const handle = (page: Page, title: string) => page.getByRole('button', { name: `move ${title}`, exact: true });
const shownTitles = (page: Page) => page.getByRole('main').locator('[data-row] .title').allTextContents();

async function middleOf(page: Page, title: string): Promise<{ x: number; y: number }> {
  const box = await handle(page, title).boundingBox();
  if (!box) throw new Error(`${title} has no handle`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('LST-13: a playlist is put in order by mouse and by keys, and stays so', async ({ studio: page, artist }) => {
  const [a = '', b = '', c = ''] = artist.tracks.map(({ title }) => title);
  const { id } = await newPlaylist(page.request, 'by hand', artist.tracks);
  // all rows in sight
  await page.setViewportSize({ width: 1280, height: 1100 });
  await page.goto(`/playlist/${id}`);
  await page.getByRole('button', { name: 'reorder' }).click();

  const [from, to] = [await middleOf(page, a), await middleOf(page, c)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y - 8, { steps: 6 });
  await expect(page.locator('[data-row].drag-over')).toContainText(c);
  await page.mouse.move(to.x, to.y + 20, { steps: 4 });
  await page.mouse.up();
  expect(await shownTitles(page)).toEqual([b, c, a]);
  await expect.poll(() => storedTitles(page.request, id)).toEqual([b, c, a]);

  await handle(page, a).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(handle(page, a)).toBeFocused();
  expect(await shownTitles(page)).toEqual([a, b, c]);
  expect(await storedTitles(page.request, id)).toEqual([b, c, a]);
  await page.keyboard.press('Escape');
  expect(await shownTitles(page)).toEqual([b, c, a]);
  await expect(page.getByText(`${a}, place 3 of 3. put back`)).toBeAttached();

  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await expect.poll(() => storedTitles(page.request, id)).toEqual([b, a, c]);
  await page.reload();
  await expect.poll(() => page.getByRole('main').locator('ol .title').allTextContents()).toEqual([b, a, c]);
});

test('LST-13: on a phone the handle follows the finger', async ({ browser, baseURL, artist }) => {
  const context = await browser.newContext({
    baseURL,
    storageState: artist.session,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const [a = '', b = '', c = ''] = artist.tracks.map(({ title }) => title);
  const { id } = await newPlaylist(page.request, 'by thumb', artist.tracks);
  await page.goto(`/playlist/${id}`);
  await page.getByRole('button', { name: 'reorder' }).click();
  await handle(page, c).scrollIntoViewIfNeeded();

  const [from, to] = [await middleOf(page, c), await middleOf(page, a)];
  const finger = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x, y }] });
  await touch('touchStart', from.y);
  for (let step = 1; step <= 6; step += 1) await touch('touchMove', from.y + ((to.y - 12 - from.y) * step) / 6);
  await expect(page.locator('[data-row].is-dragging')).toContainText(c);
  await touch('touchEnd');
  expect(await shownTitles(page)).toEqual([c, a, b]);
  await expect.poll(() => storedTitles(page.request, id)).toEqual([c, a, b]);
  await context.close();
});

test('LST-18: a list that was changed elsewhere is shown as it stands now', async ({ studio: page, artist }) => {
  const [a = '', b = '', c = ''] = artist.tracks.map(({ title }) => title);
  const { id } = await newPlaylist(page.request, 'two places', artist.tracks);
  await page.goto(`/playlist/${id}`);
  await page.getByRole('button', { name: 'reorder' }).click();
  await expect(handle(page, a)).toBeVisible();
  await page.request.delete(`/lists/playlists/${id}/tracks/${artist.tracks[1]?.id}`, ours());
  await handle(page, a).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('was changed elsewhere').first()).toBeVisible();
  await expect.poll(() => shownTitles(page)).toEqual([a, c]);
  await expect(page.getByText(b, { exact: true })).toHaveCount(0);
});
