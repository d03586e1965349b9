import type { Page } from '@playwright/test';
import { untilItSounds } from './support/hearing.ts';
import { ours } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const player = (page: Page) => page.getByRole('contentinfo', { name: 'player' });
const link = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('link', { name, exact: true }).first();
const library = (page: Page) =>
  page.getByRole('navigation', { name: 'main', exact: true }).getByRole('link', { name: 'library' });

test('LIKE-07: a like stands on every page at once, and on another device; taken back there, it is gone on every page', async ({
  studio: page,
  artist,
  browser,
  baseURL,
}) => {
  test.setTimeout(90_000);
  const [{ id, title } = { id: 0, title: '' }] = artist.tracks;
  const heart = page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(`^like ${title}, `) })
    .first();
  const standsAs = async (liked: boolean, where: string): Promise<void> => {
    await expect(heart, where).toHaveAttribute('aria-pressed', String(liked));
    await expect(player(page).getByRole('button', { name: `${liked ? 'unlike' : 'like'} ${title}` })).toBeVisible();
  };
  const walks: [string, () => Promise<void>][] = [
    ['the track', () => link(page, title).click()],
    ['its artist', () => link(page, artist.name).click()],
    ['its album', () => link(page, /^First Album/).click()],
  ];
  await page.request.delete(`/tracks/${id}/like`, ours());
  await page.goto('/');
  await page
    .getByRole('region', { name: 'latest' })
    .getByRole('button', { name: `play ${title}`, exact: true })
    .click();
  await untilItSounds(page);
  await standsAs(false, 'home');
  await heart.click();
  await standsAs(true, 'home');
  for (const [place, walk] of walks) {
    await walk();
    await standsAs(true, place);
  }
  await library(page).click();
  await standsAs(true, 'the library');

  const phone = await (await browser.newContext({ ...PHONE, baseURL, storageState: artist.session })).newPage();
  await phone.goto('/');
  await player(phone).getByRole('button', { name: 'open the player' }).tap();
  const large = phone.getByRole('dialog', { name: 'queue' });
  await large.getByRole('button', { name: `unlike ${title}` }).tap();
  await expect(large.getByRole('button', { name: `like ${title}`, exact: true })).toBeVisible();
  await expect
    .poll(async () => (await (await page.request.get(`/tracks/${id}`)).json()) as object)
    .toMatchObject({ is_liked: false, like_count: 0 });
  await phone.context().close();

  // a list that is read afresh tells all the others
  await page.getByRole('link', { name: 'plyr.fm, home' }).click();
  await standsAs(false, 'home');
  for (const [place, walk] of walks) {
    await walk();
    await standsAs(false, place);
  }
  await library(page).click();
  await expect(page.getByRole('tab', { name: 'liked' })).toHaveAttribute('aria-selected', 'true');
  await expect(link(page, title)).toHaveCount(0);
});
