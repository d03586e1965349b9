import { expect, test } from './support/stories.ts';

declare global {
  interface Window {
    paints?: { theme: string | undefined; background: string }[];
  }
}

test('PREF-05: the theme is chosen once, stays, and is there before the first paint', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'settings' }).click();
  await page.getByRole('group', { name: 'theme' }).getByText('light', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');

  // what a listener would see at every frame, from the very first one
  await page.addInitScript(() => {
    const paints: NonNullable<Window['paints']> = (window.paints = []);
    const look = (): void => {
      const root = document.documentElement;
      paints.push({ theme: root.dataset.theme, background: getComputedStyle(root).backgroundColor });
      if (paints.length < 120) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'latest' })).toBeVisible();
  const paints = (await page.evaluate(() => window.paints)) ?? [];
  expect(paints.length).toBeGreaterThan(1);
  expect(new Set(paints.map(({ theme, background }) => `${theme} ${background}`))).toEqual(
    new Set(['light rgb(245, 245, 243)']),
  );
});
