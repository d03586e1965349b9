import type { Page } from '@playwright/test';
import { sounds, untilItSounds } from './support/hearing.ts';
import { expect, test } from './support/stories.ts';

const player = (page: Page) => page.getByRole('contentinfo', { name: 'player' });
const rowButton = (page: Page, title: string) =>
  page
    .getByRole('region', { name: 'latest' })
    .getByRole('button', { name: `play ${title}`, exact: true })
    .first();
const audioOf = (fileId: string) => new RegExp(`/audio/${fileId}`);

test('PL-01, PL-07: a guest listens, and goes through the house without the sound stopping', async ({
  page,
  artist,
}) => {
  const [first] = artist.tracks;
  await page.goto('/');
  await rowButton(page, first?.title ?? '').click();
  const { url } = await untilItSounds(page);
  let heardUntil = 0;
  const inMain = (name = '') => page.getByRole('main').getByRole('link', { name, exact: true }).first();
  const walks: [arrivesAt: string, walk: () => Promise<unknown>][] = [
    [`/track/${first?.id}`, () => inMain(first?.title).click()],
    [`/u/${artist.handle}`, () => inMain(artist.name).click()],
    ['/', () => page.getByRole('link', { name: 'plyr.fm, home' }).click()],
    ['/', () => page.getByRole('button', { name: 'settings' }).click()],
    [`/u/${artist.handle}`, () => page.goBack()],
  ];
  for (const [arrivesAt, walk] of walks) {
    await walk();
    await expect(page).toHaveURL(arrivesAt);
    const [sound, ...others] = await sounds(page);
    expect([sound?.url, others]).toEqual([url, []]);
    expect(sound?.at).toBeGreaterThan(heardUntil);
    heardUntil = sound?.at ?? 0;
  }
  await expect(page).toHaveTitle(`${first?.title} - ${artist.name} • plyr.fm`);
  await player(page).getByRole('button', { name: 'pause' }).click();
  await expect.poll(() => sounds(page)).toEqual([]);
  await expect(page).not.toHaveTitle(new RegExp(first?.title ?? ''));
});

test('PL-09: play on B while A is loading plays B alone', async ({ page, artist }) => {
  const [a, b] = artist.tracks;
  if (!a || !b) throw new Error('two songs are needed');
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let asked = false;
  await page.route(audioOf(a.fileId), async (route) => {
    asked = true;
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.goto('/');
  await rowButton(page, a.title).click();
  await expect.poll(() => asked).toBe(true);
  await rowButton(page, b.title).click();
  expect((await untilItSounds(page)).url).toContain(b.fileId);
  letGo();
  await page.waitForTimeout(500);
  expect((await sounds(page)).map(({ url }) => url)).toEqual([expect.stringContaining(b.fileId)]);
  await expect(page).toHaveTitle(`${b.title} - ${artist.name} • plyr.fm`);
});

test('Q-11, P-PLAY-05: after a reload nothing plays by itself, and the position is kept', async ({ page, artist }) => {
  const track = artist.tracks[2];
  await page.goto(`/track/${track?.id}`);
  await page.getByRole('main').getByRole('button', { name: 'play', exact: true }).click();
  await untilItSounds(page);
  const seek = player(page).getByRole('slider', { name: 'seek' });
  await seek.focus();
  await seek.press('ArrowRight');
  await seek.press('ArrowRight');
  await expect.poll(async () => (await sounds(page))[0]?.at ?? 0).toBeGreaterThan(10);
  const before = (await sounds(page))[0]?.at ?? 0;

  await page.reload();
  await expect(player(page).getByRole('button', { name: 'play', exact: true })).toBeVisible();
  await expect(player(page).getByRole('link', { name: track?.title, exact: true })).toBeVisible();
  await page.waitForTimeout(1_000);
  expect(await sounds(page)).toEqual([]);
  await player(page).getByRole('button', { name: 'play', exact: true }).click();
  const { at } = await untilItSounds(page);
  // it sounded on until the page went
  expect(at).toBeGreaterThan(before - 1);
  expect(at).toBeLessThan(before + 10);
});
