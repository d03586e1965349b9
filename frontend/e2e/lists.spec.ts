import type { Page } from '@playwright/test';
import { sounds, untilItSounds } from './support/hearing.ts';
import { ours } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

const player = (page: Page) => page.getByRole('contentinfo', { name: 'player' });
const notices = (page: Page) => page.getByRole('region', { name: 'notices' });
const shown = (page: Page) => page.getByRole('main').locator('ol .title');

test('LST-09, LIKE-07: what is unliked leaves the list at once, and the order that is left is saved', async ({
  studio: page,
  artist,
}) => {
  const [a = '', b = '', c = ''] = artist.tracks.map(({ title }) => title);
  for (const { id } of artist.tracks) await page.request.post(`/tracks/${id}/like`, ours());
  await page.goto('/liked');
  await expect(shown(page)).toHaveCount(3);
  await page.getByRole('main').getByRole('button', { name: 'reorder' }).click();
  await page.getByRole('button', { name: `like ${b}, 1 like` }).click();
  await expect(page.getByRole('main').getByText(b, { exact: true })).toHaveCount(0);
  await expect(page.getByText('2 tracks', { exact: false }).first()).toBeVisible();

  const before = await shown(page).allTextContents();
  expect(before.toSorted()).toEqual([a, c].toSorted());
  await page.getByRole('button', { name: `move ${before[0]}`, exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(notices(page)).toContainText('the order of your likes is saved');
  await page.getByRole('button', { name: 'done' }).click();
  await page.reload();
  await expect(shown(page)).toHaveText(before.toReversed());
});

test('TRK-11: a link to a moment is followed also where the track is on already, and paused', async ({
  page,
  artist,
}) => {
  const [track] = artist.tracks;
  await page.goto(`/track/${track?.id}`);
  await page.getByRole('main').getByRole('button', { name: 'play', exact: true }).click();
  await untilItSounds(page);
  await page.goto(`/track/${track?.id}?t=12`);
  await expect(player(page).getByRole('button', { name: 'play', exact: true })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'play from 0:12' }).click();
  expect((await untilItSounds(page)).at).toBeGreaterThan(11.5);
  await page.getByRole('main').getByRole('button', { name: 'pause', exact: true }).click();
  await expect.poll(() => sounds(page)).toEqual([]);
  await expect(page.getByRole('main').getByRole('button', { name: 'play', exact: true })).toBeVisible();
});

test('LST-14: on a phone what plays is added from the large player, over it', async ({ browser, baseURL, artist }) => {
  const context = await browser.newContext({
    baseURL,
    storageState: artist.session,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const [track] = artist.tracks;
  await page.goto(`/track/${track?.id}`);
  await page.getByRole('main').getByRole('button', { name: 'play', exact: true }).tap();
  await player(page).getByRole('button', { name: 'open the player' }).tap();
  const large = page.getByRole('dialog', { name: 'queue' });
  await large.getByRole('button', { name: `add ${track?.title} to …` }).tap();
  const sheet = page.getByRole('dialog', { name: `add ${track?.title} to` });
  await sheet.getByRole('button', { name: 'queue last' }).tap();
  await expect(sheet).toBeHidden();
  await expect(large.getByRole('link', { name: track?.title, exact: true })).toHaveCount(3);
  await context.close();
});
