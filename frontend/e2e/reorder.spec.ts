import type { Page } from '@playwright/test';
import { newPlaylist, ours, storedTitles } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const handle = (page: Page, title: string) => page.getByRole('button', { name: `move ${title}`, exact: true });
const shownTitles = (page: Page) => page.getByRole('main').locator('[data-row] .title').allTextContents();

async function middleOf(page: Page, title: string): Promise<{ x: number; y: number }> {
  const box = await handle(page, title).boundingBox();
  if (!box) throw new Error(`${title} has no handle`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Lets go below the last one. */
async function dragByMouse(page: Page, title: string, last: string): Promise<void> {
  const [from, to] = [await middleOf(page, title), await middleOf(page, last)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y - 8, { steps: 6 });
  await expect(page.locator('[data-row].drag-over')).toContainText(last);
  await page.mouse.move(to.x, to.y + 20, { steps: 4 });
  await page.mouse.up();
}

/** Lets go above the first one. */
async function dragByFinger(page: Page, title: string, first: string): Promise<void> {
  await handle(page, title).scrollIntoViewIfNeeded();
  const [from, to] = [await middleOf(page, title), await middleOf(page, first)];
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x, y }] });
  await touch('touchStart', from.y);
  for (let step = 1; step <= 6; step += 1) await touch('touchMove', from.y + ((to.y - 12 - from.y) * step) / 6);
  await expect(page.locator('[data-row].is-dragging')).toContainText(title);
  await touch('touchEnd');
}

test('LST-13: a playlist is put in order by mouse and by keys, and stays so', async ({ studio: page, artist }) => {
  const [a = '', b = '', c = ''] = artist.tracks.map(({ title }) => title);
  const { id } = await newPlaylist(page.request, 'by hand', artist.tracks);
  // all rows in sight
  await page.setViewportSize({ width: 1280, height: 1100 });
  await page.goto(`/playlist/${id}`);
  await page.getByRole('button', { name: 'reorder' }).click();

  await dragByMouse(page, a, c);
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
  const context = await browser.newContext({ ...PHONE, baseURL, storageState: artist.session });
  const page = await context.newPage();
  const [a = '', b = '', c = ''] = artist.tracks.map(({ title }) => title);
  const { id } = await newPlaylist(page.request, 'by thumb', artist.tracks);
  await page.goto(`/playlist/${id}`);
  await page.getByRole('button', { name: 'reorder' }).click();
  await dragByFinger(page, c, a);
  expect(await shownTitles(page)).toEqual([c, a, b]);
  await expect.poll(() => storedTitles(page.request, id)).toEqual([c, a, b]);
  await context.close();
});

test('ALB-06: an album is put in order by mouse, and by finger on a phone', async ({
  studio: page,
  artist,
  browser,
  baseURL,
}) => {
  const album = `/albums/${artist.handle}/first-album`;
  const stored = async (): Promise<string[]> => {
    const { tracks } = (await (await page.request.get(album)).json()) as { tracks: { title: string }[] };
    return tracks.map(({ title }) => title);
  };
  const listed = async () => ((await (await page.request.get(album)).json()) as { metadata: object }).metadata;
  await expect.poll(listed, { timeout: 30_000 }).toMatchObject({ list_uri: expect.any(String) });
  const [a = '', b = '', c = ''] = await stored();
  await page.setViewportSize({ width: 1280, height: 1500 });
  await page.goto(`/u/${artist.handle}/album/first-album`);
  await page.getByRole('button', { name: 'reorder' }).click();
  await dragByMouse(page, a, c);
  expect(await shownTitles(page)).toEqual([b, c, a]);
  await expect.poll(stored).toEqual([b, c, a]);

  const phone = await browser.newContext({ ...PHONE, baseURL, storageState: artist.session });
  const small = await phone.newPage();
  await small.goto(`/u/${artist.handle}/album/first-album`);
  await small.getByRole('button', { name: 'reorder' }).click();
  await dragByFinger(small, a, b);
  expect(await shownTitles(small)).toEqual([a, b, c]);
  await expect.poll(stored).toEqual([a, b, c]);
  await phone.close();
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
