import type { Page } from '@playwright/test';
import { expect, test } from './support/stories.ts';

async function hidesAndShows(page: Page, title: string): Promise<void> {
  const latest = page.getByRole('region', { name: 'latest' });
  const track = latest.getByRole('link', { name: title, exact: true });
  const filter = latest.getByRole('button', { name: /^hiding/ });
  const field = page.getByRole('combobox', { name: 'hidden tags' });

  await page.goto('/');
  await expect(track).toBeVisible();
  await filter.click();
  await field.fill('story');
  await field.press('Enter');
  await expect(track).toBeHidden();

  await page.reload();
  await expect(filter).toContainText('2 tags');
  await expect(latest.getByText('nothing to show yet').or(latest.getByRole('listitem').first())).toBeVisible();
  await expect(track).toBeHidden();

  await filter.click();
  await page.getByRole('button', { name: 'show story' }).click();
  await expect(track).toBeVisible();
}

test('TAG-05: a tag that a guest hides leaves the feed of this browser, until it is shown again', async ({
  page,
  artist,
}) => {
  await hidesAndShows(page, artist.tracks[0]?.title ?? '');
});

test('TAG-05: a tag that a member hides leaves their feed, until it is shown again', async ({ studio, artist }) => {
  await hidesAndShows(studio, artist.tracks[0]?.title ?? '');
});
