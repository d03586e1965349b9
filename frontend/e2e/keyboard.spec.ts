import type { Locator, Page } from '@playwright/test';
import { sounds, untilItSounds } from './support/hearing.ts';
import { ours } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

const MOST_PRESSES = 200;
const player = (page: Page) => page.getByRole('contentinfo', { name: 'player' });

/** As somebody walks who has no mouse. */
async function tabTo(page: Page, wanted: Locator, way: 'on' | 'back' = 'on'): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(way === 'on' ? 'Tab' : 'Shift+Tab');
  }
  await expect(wanted, `reached by ${MOST_PRESSES} tabs`).toBeFocused();
}

async function enter(page: Page, wanted: Locator, way?: 'back'): Promise<void> {
  await tabTo(page, wanted, way);
  await page.keyboard.press('Enter');
}

test('UX-04, UX-05: found, played, sought in, liked and put in another order without a click', async ({
  studio: page,
  artist,
}) => {
  test.setTimeout(90_000);
  const main = page.getByRole('main');
  const queue = page.getByRole('complementary', { name: 'queue' });
  const onNow = async () => (await sounds(page))[0];
  for (const { id } of artist.tracks) await page.request.delete(`/tracks/${id}/like`, ours());

  await page.goto(`/u/${artist.handle}`);
  await enter(page, main.getByRole('link', { name: /^First Album/ }));
  await expect(page.getByRole('heading', { level: 1, name: 'First Album' })).toBeVisible();
  const [first = '', second = '', third = ''] = await main.locator('ol .title').allTextContents();
  await enter(page, main.getByRole('button', { name: `play ${first}`, exact: true }));
  await untilItSounds(page);

  await enter(page, player(page).getByRole('button', { name: 'pause' }));
  await expect.poll(() => sounds(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const before = await untilItSounds(page);

  await tabTo(page, player(page).getByRole('slider', { name: 'seek' }));
  for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect.poll(async () => (await onNow())?.at ?? 0).toBeGreaterThan(before.at + 10);

  await page.keyboard.press('q');
  await tabTo(page, queue.getByRole('button', { name: `move ${third}`, exact: true }));
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => queue.locator('.title').allTextContents()).toEqual([first, third, second]);

  await enter(page, player(page).getByRole('button', { name: 'next' }), 'back');
  await expect(player(page).getByRole('link', { name: third, exact: true })).toBeVisible();
  await expect.poll(async () => (await onNow())?.url ?? before.url).not.toBe(before.url);
  await enter(page, player(page).getByRole('button', { name: `like ${third}` }), 'back');
  await expect(main.getByRole('button', { name: `like ${third}, 1 like` })).toHaveAttribute('aria-pressed', 'true');
});
