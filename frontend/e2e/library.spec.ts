import { sounds, untilItSounds } from './support/hearing.ts';
import { newPlaylist, ours, storedTitles } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

test('LST-16: a guest is invited to the library, and led back to it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'main', exact: true }).getByRole('link', { name: 'library' }).click();
  await expect(page.getByText('yours to keep')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'sign in' })).toHaveAttribute(
    'href',
    /return_to=%2Flibrary/,
  );
});

test('LST-16: a playlist is made in the library while a track plays on', async ({ studio: page, artist }) => {
  await page.goto(`/track/${artist.tracks[0]?.id}`);
  await page.getByRole('main').getByRole('button', { name: 'play', exact: true }).click();
  const { url, at } = await untilItSounds(page);
  await page.getByRole('navigation', { name: 'main', exact: true }).getByRole('link', { name: 'library' }).click();
  await page.getByRole('tab', { name: 'playlists' }).click();
  await page.getByRole('button', { name: 'new playlist' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'name' }).fill('made while it plays');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'made while it plays', level: 1 })).toBeVisible();
  await expect(page.getByText('nothing in it yet')).toBeVisible();
  const [sound, ...others] = await sounds(page);
  expect([sound?.url, others]).toEqual([url, []]);
  expect(sound?.at).toBeGreaterThan(at);
});

test('LST-13: rename, show, take off, undo and delete', async ({ studio: page, page: guest, artist }) => {
  const [a = '', b = '', c = ''] = artist.tracks.map(({ title }) => title);
  const { id } = await newPlaylist(page.request, 'first name', artist.tracks);
  await page.goto(`/playlist/${id}`);
  await page.getByRole('button', { name: 'edit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'name' }).fill('second name');
  await dialog.getByRole('switch', { name: 'show on your page' }).click();
  await dialog.getByRole('button', { name: 'save' }).click();
  await expect(page.getByRole('heading', { name: 'second name', level: 1 })).toBeVisible();

  await guest.goto(`/u/${artist.handle}`);
  await guest.getByRole('link', { name: /second name/ }).click();
  await expect(guest.getByRole('heading', { name: 'second name', level: 1 })).toBeVisible();
  await expect(guest.getByRole('button', { name: 'edit' })).toHaveCount(0);

  await page.getByRole('button', { name: 'reorder' }).click();
  await page.getByRole('button', { name: `remove ${b} from second name` }).click();
  await expect.poll(() => storedTitles(page.request, id)).toEqual([a, c]);
  await page.getByRole('button', { name: 'undo' }).click();
  await expect.poll(() => storedTitles(page.request, id)).toEqual([a, b, c]);

  await page.getByRole('button', { name: 'done' }).click();
  await page.getByRole('button', { name: 'edit' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'delete' }).click();
  await page
    .getByRole('dialog', { name: 'delete second name?' })
    .getByRole('button', { name: 'delete playlist' })
    .click();
  await expect(page).toHaveURL(/\/library\?tab=playlists/);
  await expect(page.getByRole('link', { name: /second name/ })).toHaveCount(0);
  expect((await page.request.get(`/lists/playlists/${id}`)).status()).toBe(404);
});

test('LIKE-04, LST-09: likes have a page for everyone, and an order that stays', async ({
  studio: page,
  page: guest,
  artist,
}) => {
  const [a = '', b = ''] = artist.tracks.map(({ title }) => title);
  // An earlier story of the same artist may have left a like.
  for (const { id } of artist.tracks) await page.request.delete(`/tracks/${id}/like`, ours());
  for (const { id } of artist.tracks.slice(0, 2)) {
    const liked = await page.request.post(`/tracks/${id}/like`, ours());
    expect(liked.status()).toBe(200);
  }
  await page.goto('/library');
  await expect(page.getByRole('main').locator('ol .title')).toHaveText([b, a]);
  await page.getByRole('button', { name: 'reorder' }).click();
  await page.getByRole('button', { name: `move ${a}`, exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('main').locator('ol .title')).toHaveText([a, b]);
  await expect
    .poll(async () => {
      await guest.goto(`/u/${artist.handle}/liked`);
      await expect(guest).toHaveURL(new RegExp(`/liked/${artist.handle}$`));
      return guest.getByRole('main').locator('ol .title').allTextContents();
    })
    .toEqual([a, b]);
});

test('TRK-14: the address of a record leads to its page', async ({ page, artist }) => {
  const [track] = artist.tracks;
  const answer = await page.request.get(`/tracks/${track?.id}`);
  const { atproto_record_uri } = (await answer.json()) as { atproto_record_uri: string };
  for (const address of [atproto_record_uri, encodeURIComponent(atproto_record_uri)]) {
    await page.goto(`/at/${address}`);
    await expect(page).toHaveURL(new RegExp(`/track/${track?.id}$`));
  }
  await page.goto(`/at/${atproto_record_uri}x`);
  await expect(page.getByRole('heading', { name: 'an empty sleeve' })).toBeVisible();
});
