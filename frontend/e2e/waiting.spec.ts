import { sounds, untilItSounds } from './support/hearing.ts';
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

test('PL-07: a page that was refused is tried again while the sound goes on', async ({ page, artist }) => {
  const [track, another] = artist.tracks;
  await page.goto(`/u/${artist.handle}`);
  const main = page.getByRole('main');
  await main
    .getByRole('button', { name: `play ${track?.title}`, exact: true })
    .first()
    .click();
  const { url } = await untilItSounds(page);
  let hurried = true;
  await page.route(`**/tracks/${another?.id}`, (route) =>
    hurried
      ? route.fulfill({ status: 429, json: { status: 429, code: 'rate.limited', detail: 'try again in 3 s' } })
      : route.continue(),
  );
  await main.getByRole('link', { name: another?.title, exact: true }).first().click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('one moment');
  await expect(main.getByText('try again in 3 s')).toBeVisible();
  await main.getByRole('button', { name: 'try again' }).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('one moment');

  hurried = false;
  await main.getByRole('button', { name: 'try again' }).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(another?.title ?? '');
  expect((await sounds(page)).map((sound) => sound.url)).toEqual([url]);
});
