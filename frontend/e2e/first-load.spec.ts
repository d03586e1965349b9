import type { Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { expect, test } from './support/stories.ts';

const MOST_BYTES = 70_000;
const PHONE = { width: 390, height: 844 };

/** Opens a page whose idle time never comes: what is fetched then was not needed for the first picture. */
async function scriptsOf(page: Page, path: string): Promise<{ name: string; bytes: number }[]> {
  await page.addInitScript(() => (window.requestIdleCallback = () => 0));
  const scripts: Promise<{ name: string; bytes: number }>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    const { pathname } = new URL(response.url());
    scripts.push(response.body().then((body) => ({ name: pathname, bytes: gzipSync(body, { level: 9 }).length })));
  });
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'latest' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  return Promise.all(scripts);
}

test('P8: the first page needs little script', async ({ page }) => {
  await page.setViewportSize(PHONE);
  const scripts = await scriptsOf(page, '/');
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  expect(bytes, JSON.stringify(scripts, null, 2)).toBeGreaterThan(MOST_BYTES / 2);
  expect(bytes, JSON.stringify(scripts, null, 2)).toBeLessThan(MOST_BYTES);
});
