import { expect, test } from './support/stories.ts';

test('TRK-14: a record opens its page by the address it has on the network', async ({ page, artist }) => {
  const [track] = artist.tracks;
  const { request } = page;
  const read = async <Answer>(path: string): Promise<Answer> => (await (await request.get(path)).json()) as Answer;
  const { atproto_record_uri } = await read<{ atproto_record_uri: string }>(`/tracks/${track?.id}`);
  const album = `/albums/${artist.handle}/first-album`;
  const listed = async () => (await read<{ metadata: { list_uri: string | null } }>(album)).metadata.list_uri;
  await expect.poll(listed, { timeout: 30_000 }).not.toBeNull();

  await page.goto(`/at/${atproto_record_uri}`);
  await expect(page).toHaveURL(`/track/${track?.id}`);
  await page.goto(`/at/${(await listed()) ?? ''}`);
  await expect(page).toHaveURL(`/u/${artist.handle}/album/first-album`);
  await page.goto(`/at/${atproto_record_uri.replace(/[^/]+$/, 'nothing')}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('an empty sleeve');
});

test('TRK-15: what was taken down says so', async ({ page, artist }) => {
  const [track] = artist.tracks;
  const gone = {
    type: 'about:blank',
    title: 'gone',
    status: 410,
    code: 'tracks.gone',
    detail: 'this track was taken down',
  };
  await page.route(`**/tracks/${track?.id}`, (route) =>
    route.fulfill({ status: 410, contentType: 'application/problem+json', json: gone }),
  );
  await page.goto(`/u/${artist.handle}`);
  await page.getByRole('main').getByRole('link', { name: track?.title, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('this was taken down');
  await expect(page.getByText('410').first()).toBeVisible();
});
