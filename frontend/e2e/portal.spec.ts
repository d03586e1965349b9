import { expect, test } from './support/stories.ts';

const failedLike = {
  id: 7,
  op: 'put',
  collection: 'fm.plyr.dev.like',
  uri: 'at://did:plc:a/fm.plyr.dev.like/1',
  about: 'Rain',
  state: 'failed',
  waiting: null,
  attempts: 8,
  last_error: 'the PDS answered 503',
  created_at: '2025-11-21T10:00:00Z',
};

test('CON-10: the portal says what is not on the pds, and tries it again', async ({ studio: page }) => {
  let writes: object[] = [failedLike];
  const asked: unknown[] = [];
  await page.route('**/account/sync?*', (route) =>
    route.fulfill({ json: { items: writes, next_cursor: null, has_more: false } }),
  );
  await page.route('**/account/sync/retry', (route) => {
    asked.push(route.request().postDataJSON());
    writes = [];
    return route.fulfill({ json: { retried: 1 } });
  });
  await page.goto('/portal');
  const data = page.getByRole('main').locator('section', { hasText: 'your data' });
  await expect(data.getByText('they are safe here')).toBeVisible();
  await expect(data.getByText('your like of Rain')).toBeVisible();
  await expect(data.getByText('the PDS answered 503')).toBeVisible();
  await data.getByRole('button', { name: 'retry' }).click();
  await expect(data.getByText('everything is in your own repository')).toBeVisible();
  expect(asked).toEqual([{ ids: [7] }]);
});

test('PREF-03: albums and playlists stand in the portal', async ({ studio: page }) => {
  await page.goto('/portal');
  await expect(page.getByRole('heading', { name: 'albums' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^First Album/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'playlists' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'your data' })).toBeVisible();
});

test('CON-04: a track whose record could not be written is tried again from any list of it', async ({
  studio: page,
  artist,
}) => {
  const [track] = artist.tracks;
  const stranded = { publish_state: 'failed', broken_reason: 'publish_failed', atproto_record_cid: null };
  await page.route('**/tracks?*', async (route) => {
    const answer = (await (await route.fetch()).json()) as { tracks: { id: number }[] };
    answer.tracks = answer.tracks.map((one) => (one.id === track?.id ? { ...one, ...stranded } : one));
    await route.fulfill({ json: answer });
  });
  await page.route(`**/tracks/${track?.id}/restore-record`, async (route) => {
    const restored = (await (await page.request.get(`/tracks/${track?.id}`)).json()) as object;
    await route.fulfill({ json: { success: true, track: restored, restored_uri: '' } });
  });
  await page.goto(`/u/${artist.handle}`);
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: track?.title });
  await expect(row).toContainText('not on your pds');
  await row.getByRole('button', { name: `retry ${track?.title}` }).click();
  await expect(row).not.toContainText('not on your pds');
  await expect(page.getByText(`${track?.title} is on its way to your pds`).first()).toBeVisible();
});

test('MOD-05: a track that sounds like a known recording says so, and what its artist can do', async ({
  studio: page,
  artist,
}) => {
  const [track, other] = artist.tracks;
  const flag = { copyright_flagged: true, copyright_match: 'Sines in C by The Beat Frequency Orchestra' };
  await page.route('**/tracks/me?*', async (route) => {
    const answer = (await (await route.fetch()).json()) as { tracks: { id: number }[] };
    answer.tracks = answer.tracks.map((one) => (one.id === track?.id ? { ...one, ...flag } : one));
    await route.fulfill({ json: answer });
  });
  await page.goto('/portal');
  const rows = page.getByRole('main').getByRole('listitem');
  const row = rows.filter({ has: page.getByRole('link', { name: track?.title, exact: true }) });
  await expect(row).toContainText('flagged');
  await expect(row).toContainText('Sines in C by The Beat Frequency Orchestra');
  await expect(row).toContainText('say so in its description');
  await row.getByRole('button', { name: `edit ${track?.title}` }).click();
  await expect(row.getByLabel('description')).toBeVisible();
  const unflagged = rows.filter({ has: page.getByRole('link', { name: other?.title, exact: true }) });
  await expect(unflagged).not.toContainText('flagged');
});
