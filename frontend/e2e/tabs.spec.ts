import type { Page } from '@playwright/test';
import { enqueue } from './support/enqueue.ts';
import { expect, test } from './support/stories.ts';

const face = (page: Page) => page.getByRole('button', { name: /^your profile/ });
const kept = (page: Page, key: string) => page.evaluate((name) => localStorage.getItem(name), key);

test('P-SEC-14: who signs out in one tab is signed out in all, and leaves nothing in the browser', async ({
  studio: page,
  artist,
}) => {
  // the session itself is needed by other stories
  await page.context().route('**/auth/logout', (route) => route.fulfill({ json: { message: 'signed out' } }));
  const other = await page.context().newPage();
  await page.goto('/');
  await other.goto('/');
  await enqueue(other, artist.tracks[0]?.title);
  await expect.poll(() => kept(other, 'plyr.queue')).toContain(artist.did);

  await face(page).click();
  await page.getByRole('button', { name: 'sign out' }).click();
  await expect(other.getByRole('link', { name: 'sign in' }).first()).toBeVisible();
  await expect(face(other)).toHaveCount(0);
  await other.close({ runBeforeUnload: false });
  await expect.poll(() => kept(page, 'plyr.queue')).not.toContain(artist.did);
  expect(await kept(page, 'plyr.session-hint')).toBeNull();
});
