import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { sounds, untilItSounds } from './support/hearing.ts';
import { runningProduct } from './support/running-product.ts';
import { expect, test } from './support/stories.ts';

const rowButton = (page: Page, name: string) =>
  page.getByRole('region', { name: 'latest' }).getByRole('button', { name, exact: true }).first();
const addTo = (page: Page, title: string) => page.getByRole('dialog', { name: `add ${title} to` });
const notices = (page: Page) => page.getByRole('region', { name: 'notices' });

/** The feed is read anew for whoever turns out to be signed in. */
async function openAsArtist(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'your profile' })).toBeVisible();
  await page.waitForLoadState('networkidle');
}

/** Of what floats; what it covers is smaller than it was only while it is covered. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include('[role=dialog]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('LST-14: a playlist is made with a track in it while another plays, and the sound goes on', async ({
  studio,
  artist,
}) => {
  const [first, second] = artist.tracks;
  if (!first || !second) throw new Error('two songs are needed');
  const name = `rain ${artist.handle}`;
  await openAsArtist(studio);
  await rowButton(studio, `play ${first.title}`).click();
  const { url, at } = await untilItSounds(studio);

  await rowButton(studio, `add ${second.title} to …`).click();
  const menu = addTo(studio, second.title);
  await menu.getByLabel('new playlist').fill(name);
  await menu.getByRole('button', { name: 'create' }).click();
  await expect(menu.getByRole('button', { name: `${name} added` })).toHaveAttribute('aria-pressed', 'true');
  await expect(notices(studio)).toContainText(`added ${second.title} to ${name}`);
  const [sound, ...others] = await sounds(studio);
  expect([sound?.url, others]).toEqual([url, []]);
  expect(sound?.at).toBeGreaterThan(at);
  expect(await faults(studio)).toEqual([]);
  await studio.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(rowButton(studio, `add ${second.title} to …`)).toBeFocused();
});

test('LST-14, LST-15: a mark says where a track is; it can be taken out there, and put back from the notice', async ({
  studio,
  artist,
}) => {
  const track = artist.tracks[2];
  const title = track?.title ?? '';
  const name = `loud ${artist.handle}`;
  const made = await studio.request.post('/lists/playlists', {
    headers: { origin: runningProduct().url },
    data: { name },
  });
  const { id } = (await made.json()) as { id: string };
  await studio.request.post(`/lists/playlists/${id}/tracks`, {
    headers: { origin: runningProduct().url },
    data: { track_id: track?.id },
  });
  await openAsArtist(studio);
  await rowButton(studio, `add ${title} to …`).click();
  const line = addTo(studio, title).getByRole('button', { name: new RegExp(name) });
  await expect(line).toHaveAttribute('aria-pressed', 'true');
  await line.click();
  await expect(line).toHaveAttribute('aria-pressed', 'false');
  await expect(notices(studio)).toContainText(`took ${title} off ${name}`);
  await notices(studio).getByRole('button', { name: 'undo' }).click();
  await expect(notices(studio)).toContainText(`added ${title} to ${name}`);
});

test('a track is made the next one by keys alone, and the sound goes on', async ({ studio, artist }) => {
  const [first, second] = artist.tracks;
  if (!first || !second) throw new Error('two songs are needed');
  await openAsArtist(studio);
  await rowButton(studio, `play ${first.title}`).click();
  const before = await untilItSounds(studio);
  await rowButton(studio, `add ${second.title} to …`).press('Enter');
  await expect(addTo(studio, second.title).getByRole('button', { name: /liked/ })).toBeFocused();
  await studio.keyboard.press('ArrowDown');
  await studio.keyboard.press('Enter');
  await expect(notices(studio)).toContainText(`${second.title} plays next`);
  const [after, ...others] = await sounds(studio);
  expect([after?.url, others]).toEqual([before.url, []]);
  expect(after?.at).toBeGreaterThan(before.at);
});

test('LST-15: the menu opens upward where there is no room below, and lies over everything', async ({
  studio,
  artist,
}) => {
  await studio.setViewportSize({ width: 1280, height: 620 });
  await openAsArtist(studio);
  const title = artist.tracks[0]?.title ?? '';
  const button = rowButton(studio, `add ${title} to …`);
  await button.evaluate((element) => element.scrollIntoView({ block: 'end' }));
  await button.click();
  const menu = addTo(studio, title);
  await expect(menu.getByLabel('new playlist')).toBeVisible();
  const [of, own] = [await menu.boundingBox(), await button.boundingBox()];
  expect((of?.y ?? 0) + (of?.height ?? 0)).toBeLessThanOrEqual((own?.y ?? 0) + 1);
  expect(of?.y).toBeGreaterThanOrEqual(0);
});

test('LST-14: on a phone it is a sheet with lines for a thumb', async ({ artist, browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    storageState: artist.session,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await page.goto('/');
  const title = artist.tracks[0]?.title ?? '';
  await rowButton(page, `more about ${title}`).tap();
  const sheet = page.getByRole('dialog', { name: `more about ${title}` });
  await expect(sheet.getByLabel('new playlist')).toBeVisible();
  for (const name of ['queue next', 'queue last', 'copy link', 'post on bluesky'])
    expect((await sheet.getByRole('button', { name, exact: true }).boundingBox())?.height, name).toBeGreaterThanOrEqual(
      50,
    );
  expect(await faults(page)).toEqual([]);
  await sheet.getByRole('button', { name: 'queue last' }).tap();
  await expect(sheet).toBeHidden();
  await expect(notices(page)).toContainText(`queued ${title}`);
  await context.close();
});

test('a guest may queue, and is told what signing in is for', async ({ page, artist }) => {
  await page.goto('/');
  const title = artist.tracks[0]?.title ?? '';
  await rowButton(page, `add ${title} to …`).click();
  await expect(addTo(page, title)).toContainText('sign in to like it');
  await addTo(page, title).getByRole('button', { name: 'queue last' }).click();
  await expect(notices(page)).toContainText(`queued ${title}`);
});

test('LIKE-06: who likes a track is seen by pointing at the number, and stays for the pointer to move in', async ({
  studio,
  artist,
}) => {
  const title = artist.tracks[2]?.title ?? '';
  const like = (page: Page) => page.getByRole('button', { name: new RegExp(`^like ${title}, `) }).first();
  await openAsArtist(studio);
  await like(studio).click();
  await expect(notices(studio)).toContainText(`liked ${title}`);
  await studio.mouse.move(0, 0);
  await like(studio).hover();
  const likers = studio.getByRole('dialog', { name: `who likes ${title}` });
  await expect(likers.getByRole('link', { name: new RegExp(artist.name) })).toBeVisible();
  await likers.hover();
  await studio.waitForTimeout(400);
  await expect(likers).toBeVisible();
  expect(await faults(studio)).toEqual([]);
  await studio.mouse.move(0, 0);
  await expect(likers).toBeHidden();
});

test('UX-09, TRK-11: a link leads to where the track plays right now', async ({ page, context, artist }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const track = artist.tracks[0];
  await page.goto('/');
  await rowButton(page, `play ${track?.title}`).click();
  await expect.poll(async () => (await sounds(page))[0]?.at ?? 0).toBeGreaterThan(1.2);
  await rowButton(page, `more about ${track?.title}`).click();
  await page.getByRole('menuitem', { name: /^copy link at 0:0\d$/ }).click();
  await expect(notices(page)).toContainText('link copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    new RegExp(`/track/${track?.id}\\?t=\\d+$`),
  );
});
