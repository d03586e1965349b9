import { runningProduct } from './support/running-product.ts';
import { expect, test } from './support/stories.ts';

test('AUTH-01: a handle that nobody has brings the listener back to a form that says so', async ({ page }) => {
  await page.goto('/login');
  const field = page.getByLabel('your atmosphere handle');
  await field.fill('nobody-at-all.test');
  await page.getByRole('button', { name: 'continue' }).click();
  await expect(page.getByRole('alert')).toContainText('nobody answers to that name');
  await expect(page).toHaveURL(/\/login/);
  await expect(field).toHaveValue('nobody-at-all.test');
  await expect(field).toHaveAccessibleDescription(/check the spelling/);
  await field.fill('');
  await page.getByRole('button', { name: 'continue' }).click();
  await expect(page.getByRole('alert')).toContainText('type your handle first');
});

test('SRCH-05, AUTH-01: the field knows who may be meant, and is chosen from by keys alone', async ({
  page,
  artist,
}) => {
  await page.goto('/login');
  const field = page.getByRole('combobox', { name: 'your atmosphere handle' });
  await expect(field).toBeFocused();
  await page.keyboard.type(`@${artist.handle.slice(0, 9)}`);
  const offered = page.getByRole('option', { name: artist.handle });
  await expect(offered).toContainText(artist.name);
  await page.keyboard.press('Escape');
  await expect(offered).toBeHidden();

  await page.keyboard.type(artist.handle.slice(9, 10));
  await expect(offered).toBeVisible();
  while ((await offered.getAttribute('aria-selected')) === 'false') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(artist.handle);
  await expect(page.getByRole('listbox')).toBeHidden();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname.startsWith('/oauth'));
});

test('AUTH-10, AUTH-19: a guest at an inner door is led to the login, which knows the way back', async ({ page }) => {
  await page.goto('/portal');
  await expect(page).toHaveURL(/\/login\?return_to=%2Fportal/);
});

test('a visitor of localhost is led to the address that sign-in works at', async ({ page }) => {
  const { url } = runningProduct();
  await page.goto(`${url.replace('127.0.0.1', 'localhost')}/login?return_to=%2Fupload`);
  expect(page.url()).toBe(`${url}/login?return_to=%2Fupload`);
});
