import type { Page } from '@playwright/test';
import { enqueue } from './support/enqueue.ts';
import { newPlaylist } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

const PHONES = [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
];
const WINDOWS = [...PHONES, { width: 1440, height: 900 }];
const notices = (page: Page) => page.getByRole('region', { name: 'notices' });

/** Longer than a toast takes to leave, shorter than one stays. */
const LEAVES_MS = 500;
/** A toast has its time, however long the story takes. */
const pause = (page: Page) => page.clock.pauseAt(new Date(Date.now() + 60_000));

test.use({ hasTouch: true });

for (const size of PHONES)
  test(`UX-01: over the queue of a phone, ${size.width} px wide, a toast can be touched and covers no control of the player`, async ({
    page,
    artist,
  }) => {
    const [first = '', second = '', third = ''] = artist.tracks.map(({ title }) => title);
    await page.clock.install();
    await page.goto('/');
    for (const title of [first, second, third]) await enqueue(page, title);
    await page.setViewportSize(size);
    await page.getByRole('button', { name: 'open the player' }).tap();
    const queue = page.getByRole('dialog', { name: 'queue' });
    const titles = queue.locator('.title');
    await expect(titles).toHaveText([first, second, third]);
    await pause(page);

    await queue.getByRole('button', { name: `remove ${second}` }).tap();
    await expect(titles).toHaveText([first, third]);
    const undo = notices(page).getByRole('button', { name: 'undo' });
    await expect(undo).toBeInViewport({ ratio: 1 });
    const player = queue.getByRole('region', { name: 'now playing' });
    for (const control of await player.locator('button:enabled').all()) await control.click({ trial: true });
    await undo.tap();
    await expect(titles).toHaveText([first, second, third]);
    await page.clock.runFor(LEAVES_MS);
    await expect(undo).toHaveCount(0);

    // where the queue was, and with it the toast, is the page again
    await queue.getByRole('button', { name: `remove ${third}` }).tap();
    await expect(undo).toBeVisible();
    await queue.getByRole('button', { name: 'close queue' }).tap();
    await expect(queue).toBeHidden();
    await undo.tap();
    await page.getByRole('button', { name: 'open the player' }).tap();
    await expect(titles).toHaveText([first, second, third]);
  });

for (const size of PHONES)
  test(`UX-01: over a sheet of a phone, ${size.width} px wide, a toast covers none of its lines, and the sheet stays`, async ({
    page,
    artist,
  }) => {
    const [title = ''] = artist.tracks.map(({ title }) => title);
    await page.clock.install();
    await page.goto('/');
    await enqueue(page, title);
    await page.setViewportSize(size);
    await page.getByRole('button', { name: 'open the player' }).tap();
    const queue = page.getByRole('dialog', { name: 'queue' });
    await queue.getByRole('button', { name: `add ${title} to …` }).tap();
    const sheet = page.getByRole('dialog', { name: `add ${title} to` });
    await expect(sheet).toBeVisible();
    await pause(page);
    await sheet.getByRole('button', { name: 'queue last' }).tap();
    await page.clock.runFor(LEAVES_MS);
    await expect(sheet).toBeHidden();
    const toast = notices(page).getByText(`queued ${title}`);
    await expect(toast).toBeVisible();

    await queue.getByRole('button', { name: `add ${title} to …` }).tap();
    await page.clock.runFor(LEAVES_MS);
    for (const line of await sheet.locator('button:enabled').all()) await line.click({ trial: true });
    await expect(toast).toBeInViewport({ ratio: 1 });
    await notices(page).getByRole('button', { name: 'dismiss' }).first().tap();
    await page.clock.resume();
    await expect(toast).toHaveCount(0);
    await expect(sheet).toBeVisible();
  });

for (const size of WINDOWS)
  test(`UX-01: over a dialog, in a window of ${size.width} px, a toast can be touched, and the dialog stays`, async ({
    studio: page,
    artist,
  }) => {
    const { id } = await newPlaylist(page.request, 'refused', artist.tracks.slice(0, 1));
    await page.route(/\/lists\/playlists\/[^/]+$/, (route) =>
      route.request().method() === 'PATCH' ? route.fulfill({ status: 503, body: '{}' }) : route.fallback(),
    );
    await page.clock.install();
    await page.setViewportSize(size);
    await page.goto(`/playlist/${id}`);
    await page.getByRole('button', { name: 'edit' }).click();
    const dialog = page.getByRole('dialog', { name: 'edit playlist' });
    await dialog.getByRole('textbox', { name: 'name' }).fill('another name');
    await pause(page);
    await dialog.getByRole('button', { name: 'save' }).click();
    const toast = notices(page).getByText('could not be changed');
    await expect(toast).toBeVisible();
    await notices(page).getByRole('button', { name: 'dismiss' }).click();
    await page.clock.resume();
    await expect(toast).toHaveCount(0);
    await expect(dialog.getByRole('textbox', { name: 'name' })).toHaveValue('another name');
  });
