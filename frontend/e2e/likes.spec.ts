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

test('LIKE-05: a guest sees what an artist likes once the artist shows it, and no longer when it is hidden again', async ({
  page: guest,
  studio,
  artist,
}) => {
  const [{ id, title } = { id: 0, title: '' }] = artist.tracks;
  await studio.request.post(`/tracks/${id}/like`, ours());
  const show = async (shown: boolean): Promise<void> => {
    const data = { show_liked_on_profile: shown };
    expect((await studio.request.patch('/preferences', { ...ours(), data })).status()).toBe(200);
    await guest.goto(`/u/${artist.handle}`);
    await expect(guest.getByRole('heading', { name: 'tracks' })).toBeVisible();
  };
  const likes = guest.locator('section', { has: guest.getByRole('heading', { name: 'likes', exact: true }) });
  await show(true);
  await expect(likes.getByRole('link', { name: title, exact: true })).toBeVisible();
  await likes.getByRole('button', { name: `play ${title}`, exact: true }).click();
  await untilItSounds(guest);

  const asked: string[] = [];
  guest.on('request', (request) => {
    if (request.url().includes(`/users/${artist.handle}/likes`)) asked.push(request.url());
  });
  await show(false);
  await guest.waitForLoadState('networkidle');
  await expect(likes).toHaveCount(0);
  expect(asked).toEqual([]);
  await studio.request.delete(`/tracks/${id}/like`, ours());
});
