import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { sounds, untilItSounds } from './support/hearing.ts';
import { expect, test } from './support/stories.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'search' });
const input = (page: Page) => dialog(page).getByRole('combobox', { name: 'search' });
const chosen = (page: Page) => dialog(page).getByRole('option', { selected: true });
/** The keys of the page come a moment after the page; until then a press does nothing. */
async function openByKeys(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(input(page)).toBeFocused({ timeout: 5000 });
  }).toPass();
}
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('SRCH-03, SRCH-04: a track and its artist are found and opened by keys alone', async ({ page, artist }) => {
  const title = artist.tracks[1]?.title ?? '';
  await page.goto('/');
  await openByKeys(page);
  await page.keyboard.type(title.toUpperCase());
  await expect(chosen(page)).toContainText(title);
  await expect(chosen(page).locator('mark').first()).toHaveText(title);
  await expect(dialog(page).getByRole('group', { name: 'tracks' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/track/${artist.tracks[1]?.id}$`));
  await expect(dialog(page)).toBeHidden();

  await openByKeys(page);
  await page.keyboard.type(artist.handle);
  const person = dialog(page).getByRole('group', { name: 'artists' }).getByRole('option').first();
  await expect(person).toContainText(`@${artist.handle}`);
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(person).toHaveAttribute('aria-selected', 'true', { timeout: 100 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/u/${artist.handle}$`));
});

test('SRCH-03: it opens from a field too, closes by the same keys, and gives the focus back', async ({ studio }) => {
  await studio.goto('/upload');
  const field = studio.getByRole('textbox').first();
  await field.focus();
  await openByKeys(studio);
  await studio.keyboard.press('ControlOrMeta+k');
  await expect(dialog(studio)).toBeHidden();
  await expect(field).toBeFocused();
  await openByKeys(studio);
  await studio.keyboard.press('Escape');
  await expect(dialog(studio)).toBeHidden();
});

test('SRCH-03: one letter is not asked for, nothing found is said, and what led somewhere is offered again', async ({
  page,
  artist,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith('/search')) asked.push(searchParams.get('q') ?? '');
  });
  await page.goto('/');
  await openByKeys(page);
  await input(page).fill('f');
  await expect(dialog(page).getByRole('option')).toHaveCount(0);
  await input(page).fill('qqxxzzwwkk');
  await expect(dialog(page)).toContainText('nothing is called “qqxxzzwwkk”');
  const title = artist.tracks[0]?.title ?? '';
  await input(page).fill(title);
  await expect(chosen(page)).toContainText(title);
  await chosen(page).click();
  await expect(page).toHaveURL(/\/track\//);
  expect(asked).toEqual(['qqxxzzwwkk', title]);
  await openByKeys(page);
  await expect(chosen(page)).toHaveText(title);
  await page.keyboard.press('Enter');
  await expect(input(page)).toHaveValue(title);
});

test('SRCH-03: searching and walking to what was found stop no sound', async ({ page, artist }) => {
  await page.goto('/');
  await page
    .getByRole('main')
    .getByRole('button', { name: `play ${artist.tracks[0]?.title}`, exact: true })
    .first()
    .click();
  const { url, at } = await untilItSounds(page);
  await page.getByRole('button', { name: 'search', exact: true }).click();
  await input(page).fill(artist.name);
  await expect(chosen(page)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  const [sound, ...others] = await sounds(page);
  expect([sound?.url, others]).toEqual([url, []]);
  expect(sound?.at).toBeGreaterThan(at);
});

for (const width of [390, 1440])
  test(`UX-05: axe finds nothing in the search at ${width} px, in both themes`, async ({ page, artist }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/');
    await page.getByRole('button', { name: 'search', exact: true }).click();
    for (const theme of ['dark', 'light']) {
      await page.evaluate((chosenTheme) => (document.documentElement.dataset.theme = chosenTheme), theme);
      for (const text of ['', artist.name]) {
        await input(page).fill(text);
        if (text) await expect(chosen(page)).toBeVisible();
        await page.waitForTimeout(300);
        expect.soft(await faults(page), `${theme}, “${text}”`).toEqual([]);
      }
    }
    const box = await dialog(page).boundingBox();
    if (width === 390) expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    else expect(box?.width).toBe(680);
  });

test('UX-04: a question mark shows every key', async ({ page }) => {
  await page.goto('/');
  const sheet = page.getByRole('dialog', { name: 'keys' });
  await expect(async () => {
    await page.keyboard.press('Shift+?');
    await expect(sheet).toBeVisible({ timeout: 5000 });
  }).toPass();
  for (const says of ['play, pause', '10 seconds back', 'search', 'queue', 'settings'])
    await expect(sheet.getByText(says, { exact: true })).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});
