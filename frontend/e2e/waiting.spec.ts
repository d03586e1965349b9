import { expect, test } from './support/stories.ts';

test('UX-07: a page that takes its time says that it comes', async ({ page, artist }) => {
  const [track] = artist.tracks;
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  await page.goto(`/u/${artist.handle}`);
  await page.route(`**/tracks/${track?.id}`, async (route) => {
    await opened;
    await route.continue();
  });
  await page.getByRole('link', { name: track?.title, exact: true }).first().click();
  const line = page.getByRole('progressbar', { name: 'opening the page' });
  await expect(line).toHaveCSS('opacity', '1');
  open();
  await expect(page).toHaveURL(`/track/${track?.id}`);
  await expect(line).toBeHidden();
});

test('what could not be read is never shown as nothing: the page of an artist', async ({ page, artist }) => {
  let away = true;
  const unlessAway = /\/(albums\/[^/?]+|artists\/[^/?]+\/analytics|lists\/playlists\/by-artist\/[^/?]+)(\?|$)/;
  await page.route(unlessAway, (route) => (away ? route.fulfill({ status: 503 }) : route.continue()));
  await page.goto(`/u/${artist.handle}`);
  const main = page.getByRole('main');
  const refused = main.getByRole('alert');
  await expect(refused).toHaveCount(3);
  await expect(refused.filter({ hasText: 'these albums could not be loaded' })).toBeVisible();
  await expect(refused.filter({ hasText: 'the figures could not be read' })).toBeVisible();
  await expect(refused.filter({ hasText: 'these playlists could not be read' })).toBeVisible();

  away = false;
  await refused.filter({ hasText: 'these albums' }).getByRole('button', { name: 'retry' }).click();
  await expect(main.getByRole('link', { name: /^First Album/ })).toBeVisible();
  await expect(refused).toHaveCount(2);
});
