import type { Page } from '@playwright/test';
import { type Account, runningProduct } from './running-product.ts';

/** Signs in as a person does: our start of the flow, then the PDS's own pages, and back. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto(`/auth/start?handle=${account.handle}`);
  await agreeAtPds(page, account);
}

/** Fills in the pages of the PDS: the password, where it does not know this browser yet, and the consent. */
export async function agreeAtPds(page: Page, { password }: Account): Promise<void> {
  const passwordField = page.locator('input[type=password]');
  const consent = page.getByRole('button', { name: /authorize|accept|allow/i });
  await passwordField.or(consent).first().waitFor();
  if (await passwordField.isVisible()) {
    await passwordField.fill(password);
    await page.locator('button[type=submit]').click();
  }
  await consent.first().click();
  await page.waitForURL((url) => url.origin === runningProduct().url);
}
