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

test('AUTH-10, AUTH-19: a guest at an inner door is led to the login, which knows the way back', async ({ page }) => {
  await page.goto('/portal');
  await expect(page).toHaveURL(/\/login\?return_to=%2Fportal/);
});

test('a visitor of localhost is led to the address that sign-in works at', async ({ page }) => {
  const { url } = runningProduct();
  await page.goto(`${url.replace('127.0.0.1', 'localhost')}/login?return_to=%2Fupload`);
  expect(page.url()).toBe(`${url}/login?return_to=%2Fupload`);
});
