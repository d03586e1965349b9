import type { Page } from '@playwright/test';

/** Puts a track of the feed at the end of the queue, by its "add to …", with the mouse or by keys alone. */
export async function enqueue(page: Page, title = '', by: 'mouse' | 'keys' = 'mouse'): Promise<void> {
  const add = page
    .getByRole('region', { name: 'latest' })
    .getByRole('button', { name: `add ${title} to …`, exact: true })
    .first();
  const last = page.getByRole('dialog', { name: `add ${title} to` }).getByRole('button', { name: 'queue last' });
  if (by === 'mouse') {
    await add.click();
    await last.click();
  } else {
    await add.press('Enter');
    await last.press('Enter');
  }
}
