import { expect, test } from './support/stories.ts';

test('PREF-01, PREF-05: settings go along to another device, and show there without a flash', async ({
  browser,
  baseURL,
  studio: page,
  artist,
}) => {
  await page.goto('/settings');
  const saved = () => page.waitForResponse((response) => response.request().method() === 'PATCH' && response.ok());
  const steps = [
    () => page.getByRole('group', { name: 'theme' }).getByText('light', { exact: true }).click(),
    () => page.getByRole('radio', { name: 'pink' }).dispatchEvent('click'),
    () => page.getByRole('switch', { name: 'even loudness' }).click(),
    () => page.getByRole('switch', { name: 'show liked tracks on my profile' }).click(),
    async () => {
      await page.getByLabel('hidden tags').fill('podcast');
      await page.keyboard.press('Enter');
    },
  ];
  for (const step of steps) await Promise.all([saved(), step()]);

  const context = await browser.newContext({ baseURL, storageState: artist.session });
  const device = await context.newPage();
  await device.goto('/settings');
  await expect(device.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(device.getByRole('radio', { name: 'pink' })).toBeChecked();
  await expect(device.getByRole('switch', { name: 'even loudness' })).not.toBeChecked();
  await expect(device.getByRole('switch', { name: 'show liked tracks on my profile' })).toBeChecked();
  await expect(device.getByRole('button', { name: 'show podcast' })).toBeVisible();

  // what was learned is painted before anything is asked for the next time
  await device.route('**/preferences', (route) => route.abort());
  await device.reload();
  await expect(device.locator('html')).toHaveAttribute('data-theme', 'light');
  await context.close();

  await page.getByRole('button', { name: 'show podcast' }).click();
  for (const step of steps.slice(2, 4)) await Promise.all([saved(), step()]);
  await page.getByRole('radio', { name: 'blue' }).dispatchEvent('click');
  await Promise.all([saved(), page.getByRole('group', { name: 'theme' }).getByText('dark', { exact: true }).click()]);
});

test('PREF-04, PREF-05: a guest chooses too; it stays in this browser, and what needs an account says so', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('banner').getByRole('button', { name: 'settings' }).click();
  await page.getByRole('link', { name: 'all settings' }).click();
  await expect(page.getByRole('heading', { name: 'settings', level: 1 })).toBeVisible();
  await page.getByRole('group', { name: 'theme' }).getByText('light', { exact: true }).click();
  await page.getByRole('radio', { name: 'pink' }).dispatchEvent('click');
  await page.getByRole('switch', { name: 'even loudness' }).click();
  await page.getByRole('switch', { name: 'auto-advance' }).click();
  const field = page.getByRole('combobox', { name: 'hidden tags' });
  await field.fill('podcast');
  await field.press('Enter');
  await expect(page.getByRole('button', { name: 'show podcast' })).toBeVisible();

  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.getByRole('radio', { name: 'pink' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'even loudness' })).not.toBeChecked();
  await expect(page.getByRole('switch', { name: 'auto-advance' })).not.toBeChecked();
  await expect(page.getByRole('button', { name: 'show podcast' })).toBeVisible();

  await expect(page.getByRole('switch', { name: 'timed comments' })).toHaveCount(0);
  await page.getByRole('main').getByRole('link', { name: 'sign in' }).click();
  await expect(page).toHaveURL(/\/login\?return_to=%2Fsettings/);
});
