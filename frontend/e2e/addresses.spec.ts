import { expect, test } from './support/stories.ts';

test('TRK-14: the list record of an album leads to the album', async ({ page, artist }) => {
  const album = `/albums/${artist.handle}/first-album`;
  const listed = async (): Promise<string | null> => {
    const { metadata } = (await (await page.request.get(album)).json()) as { metadata: { list_uri: string | null } };
    return metadata.list_uri;
  };
  await expect.poll(listed, { timeout: 30_000 }).not.toBeNull();
  await page.goto(`/at/${(await listed()) ?? ''}`);
  await expect(page).toHaveURL(`/u/${artist.handle}/album/first-album`);
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
