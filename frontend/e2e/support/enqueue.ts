import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { ours } from './playlists.ts';

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

/** What an earlier story of the same artist left on the server would go on from there, and soon be over. */
export async function emptyQueue(request: APIRequestContext): Promise<void> {
  const answer = await request.put('/queue/', {
    ...ours(),
    data: { state: { entries: [], current_entry_id: null } },
  });
  expect(answer.status()).toBe(200);
}
