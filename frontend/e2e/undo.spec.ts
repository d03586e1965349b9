import type { Page } from '@playwright/test';
import { newPlaylist, storedTitles } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

const shown = (page: Page) => page.getByRole('main').locator('ol .title').allTextContents();

test('LST-13: a removal that is undone after the page was left and found again shows the track in its place', async ({
  studio: page,
  artist,
}) => {
  const [a = '', b = '', c = ''] = artist.tracks.map(({ title }) => title);
  const { id } = await newPlaylist(page.request, 'left and found', artist.tracks);
  await page.goto(`/playlist/${id}`);
  await page.getByRole('button', { name: 'reorder' }).click();
  const remove = page.getByRole('button', { name: `remove ${b} from left and found` });
  await remove.focus();
  await page.keyboard.press('Enter');
  const notices = page.getByRole('region', { name: 'notices' });
  // while it is read nothing goes away
  await notices.getByRole('button', { name: 'undo' }).hover();
  await expect.poll(() => storedTitles(page.request, id)).toEqual([a, c]);
  await expect(page.getByRole('button', { name: `remove ${c} from left and found` })).toBeFocused();

  // the mouse stays where it is
  await page.getByRole('link', { name: 'plyr.fm, home' }).evaluate((link: HTMLElement) => link.click());
  await expect(page.getByRole('region', { name: 'latest' })).toBeVisible();
  await page.goBack();
  await expect.poll(() => shown(page)).toEqual([a, c]);
  await notices.getByRole('button', { name: 'undo' }).click();
  await expect.poll(() => shown(page)).toEqual([a, b, c]);
  await expect.poll(() => storedTitles(page.request, id)).toEqual([a, b, c]);
});
