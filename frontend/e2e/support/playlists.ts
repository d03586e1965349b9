import { type APIRequestContext, expect } from '@playwright/test';
import { runningProduct } from './running-product.ts';

/** What the page itself would send: its origin. */
export const ours = () => ({ headers: { origin: runningProduct().url } });

/** Makes a playlist of these tracks through the API, for the stories that are not about making one. */
export async function newPlaylist(
  request: APIRequestContext,
  name: string,
  tracks: readonly { id: number }[],
): Promise<{ id: string }> {
  const made = await request.post('/lists/playlists', { ...ours(), data: { name } });
  expect(made.status()).toBeLessThan(300);
  const { id } = (await made.json()) as { id: string };
  for (const track of tracks) {
    const added = await request.post(`/lists/playlists/${id}/tracks`, { ...ours(), data: { track_id: track.id } });
    expect(added.status()).toBeLessThan(300);
  }
  return { id };
}

/** The titles as the server has them now. */
export async function storedTitles(request: APIRequestContext, id: string): Promise<string[]> {
  const answer = await request.get(`/lists/playlists/${id}`);
  return ((await answer.json()) as { tracks: { title: string }[] }).tracks.map(({ title }) => title);
}
