import type { Page, Response } from '@playwright/test';
import sharp from 'sharp';
import { sounds, untilItSounds } from './support/hearing.ts';
import { expect, test } from './support/stories.ts';

const VERSION = '/_app/version.json';
/** In bytes, at 128 kbit/s. */
const SOME_SECONDS = 6 * 16_000;
const rowButton = (page: Page, title: string) =>
  page.getByRole('region', { name: 'latest' }).getByRole('button', { name: `play ${title}`, exact: true });

/** Opens the page and waits until the worker has kept the build and answers for it. */
async function openKept(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.evaluate(async () => {
    const takenOver = new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
    if (!navigator.serviceWorker.controller) await takenOver;
    await navigator.serviceWorker.ready;
  });
}

test('PWA-01: the client can be installed, with icons of the sizes it tells', async ({ page, request }) => {
  await page.goto('/');
  const address = await page.locator('link[rel=manifest]').getAttribute('href');
  const answer = await request.get(address ?? '');
  expect(answer.headers()['content-type']).toContain('application/manifest+json');
  const manifest = (await answer.json()) as {
    display: string;
    start_url: string;
    icons: { src: string; sizes: string; type: string }[];
  };
  expect(manifest).toMatchObject({ display: 'standalone', start_url: '/' });
  const sizes = await Promise.all(
    manifest.icons
      .filter(({ type }) => type === 'image/png')
      .map(async ({ src, sizes: told }) => {
        const { width, height } = await sharp(await (await request.get(src)).body()).metadata();
        return { told, is: `${width}x${height}` };
      }),
  );
  expect(sizes.map(({ told }) => told)).toEqual(['192x192', '512x512']);
  for (const { told, is } of sizes) expect(is).toBe(told);
});

test('PWA-01: without a network the house still stands, says what is missing, and goes on when it is back', async ({
  page,
  context,
  artist,
}) => {
  const [track] = artist.tracks;
  await openKept(page, '/');
  await expect(rowButton(page, track!.title)).toBeVisible();

  await context.setOffline(true);
  await page.reload();
  // UX-02: what was there last time
  await expect(rowButton(page, track!.title)).toBeVisible();
  await expect(page.getByText('the latest tracks could not be loaded.')).toBeVisible();
  await page.goto(`/track/${track!.id}`);
  await expect(page.getByRole('heading', { name: 'that did not work' })).toBeVisible();

  await context.setOffline(false);
  await page.getByRole('button', { name: 'try again' }).click();
  await expect(page.getByRole('main').getByRole('heading', { name: track!.title })).toBeVisible();
});

test('AUTH-16: who is signed in stays so without a network, and need not sign in when it is back', async ({
  studio: page,
  artist,
}) => {
  const face = page.getByRole('button', { name: `your profile, ${artist.name}` });
  await openKept(page, '/');
  await expect(face).toBeVisible();
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText('the latest tracks could not be loaded.')).toBeVisible();
  await expect(face).toBeVisible();
  const latest = page.getByRole('region', { name: 'latest' });
  await expect(latest.getByRole('button', { name: /^play / }).first()).toBeVisible();

  await page.context().setOffline(false);
  await page.goto('/portal');
  await expect(page.getByRole('heading', { name: 'portal' })).toBeVisible();
});

test('P-PLAY-12: a lost network is outlived by what has come of a track, which goes on by itself when it is back', async ({
  page,
  context,
  artist,
}) => {
  test.setTimeout(90_000);
  const [track] = artist.tracks;
  const main = page.getByRole('main');
  const notices = page.getByRole('region', { name: 'notices' });
  await openKept(page, `/track/${track!.id}`);
  // some seconds of it come; what follows is not asked for before the network is gone
  let lose = (): void => undefined;
  const lost = new Promise<void>((resolve) => (lose = resolve));
  let begun = false;
  await page.route(`**/audio/${track!.fileId}*`, async (route) => {
    if (begun) return lost.then(() => route.continue());
    begun = true;
    const headers = { ...route.request().headers(), range: `bytes=0-${SOME_SECONDS - 1}` };
    return route.fulfill({ response: await route.fetch({ headers }) });
  });
  await main.getByRole('button', { name: 'play', exact: true }).click();
  const { url } = await untilItSounds(page);

  await context.setOffline(true);
  lose();
  const whenLost = (await sounds(page))[0]?.at ?? 0;
  await expect(notices.getByText(`you are offline. ${track!.title} goes on`)).toBeVisible({ timeout: 50_000 });
  expect(await sounds(page)).toEqual([]);
  const needle = page.getByRole('contentinfo', { name: 'player' }).getByRole('slider', { name: 'seek' });
  const stoppedAt = Number(await needle.getAttribute('aria-valuenow')) / 1000;
  expect(stoppedAt).toBeGreaterThan(whenLost);
  expect(stoppedAt).toBeLessThan(25);

  await context.setOffline(false);
  const again = await untilItSounds(page);
  expect(again.url).toBe(url);
  expect(again.at).toBeGreaterThan(stoppedAt - 2);
});

test('P-SW-01, P-SW-02: sound and answers of the API pass the worker by, and none are kept', async ({
  page,
  artist,
}) => {
  const [track] = artist.tracks;
  await openKept(page, '/');
  const answers: Response[] = [];
  page.on('response', (response) => answers.push(response));
  await page.reload();
  await rowButton(page, track!.title).click();
  await untilItSounds(page);
  const from = (part: string) =>
    answers.filter((response) => response.url().includes(part)).map((response) => response.fromServiceWorker());
  expect(new Set(from('/_app/immutable/'))).toEqual(new Set([true]));
  expect(new Set(from('/audio/'))).toEqual(new Set([false]));
  expect(new Set(from('/api/'))).toEqual(new Set([false]));

  const kept = await page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/');
  expect(kept.filter((path) => /^\/(api|audio|images|tracks|auth)\b/.test(path))).toEqual([]);
});

test('PWA-02: a newer version is told of, and comes when the music stops', async ({ page, artist }) => {
  const [track] = artist.tracks;
  await openKept(page, '/');
  await rowButton(page, track!.title).click();
  await untilItSounds(page);
  await page.evaluate(() => (document.documentElement.dataset.first = 'yes'));

  await page.route(VERSION, (route) => route.fulfill({ json: { version: 'a newer one' } }));
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.getByRole('button', { name: 'reload' }).click();
  const notices = page.getByRole('region', { name: 'notices' });
  await expect(notices.getByText('the newer plyr.fm comes when the music stops.')).toBeVisible();
  await untilItSounds(page);
  await expect(page.locator('html[data-first]')).toBeAttached();

  const reloaded = page.waitForEvent('load');
  await page.getByRole('contentinfo', { name: 'player' }).getByRole('button', { name: 'pause' }).click();
  await reloaded;
  await expect(page.locator('html[data-first]')).not.toBeAttached();
  expect(await sounds(page)).toEqual([]);
});
