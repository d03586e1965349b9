import type { Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { untilItSounds } from './support/hearing.ts';
import { ours } from './support/playlists.ts';
import { recordsOf } from './support/repository.ts';
import { cover, song, songOnDisk } from './support/sounds.ts';
import { expect, test } from './support/stories.ts';

const titles = (page: Page) =>
  page.getByRole('list', { name: 'tracks in their order' }).getByRole('textbox', { name: /^title of track/ });
const shown = (page: Page) =>
  titles(page).evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
/** The titles on an album page, from the top. */
const rowsOf = (page: Page) => page.locator('.tracks li .title');
const rows = (page: Page) => rowsOf(page).allTextContents();

test('ALB-04: a guest hears an album in its order, queues all of it and hands its address on', async ({
  page,
  studio,
  artist,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const address = `/u/${artist.handle}/album/first-album`;
  const { metadata } = (await (await page.request.get(`/albums/${artist.handle}/first-album`)).json()) as {
    metadata: { id: string };
  };
  const dressed = await studio.request.post(`/albums/${metadata.id}/cover`, {
    ...ours(),
    multipart: { image: await cover('first album') },
  });
  expect(dressed.status()).toBeLessThan(300);
  const html = await (await page.request.get(address, { headers: { accept: 'text/html' } })).text();
  expect(html).toMatch(/<meta property="og:title" content="First Album/);
  expect(html).toMatch(/<meta property="og:image" content="http/);

  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1, name: 'First Album' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'artwork of First Album' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: artist.name, exact: true }).first()).toBeVisible();
  await expect(rowsOf(page)).toHaveCount(artist.tracks.length);
  const order = await rows(page);
  await expect(page.getByText(`${order.length} tracks`, { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'add all to queue' }).click();
  await expect(page.getByRole('region', { name: 'notices' })).toContainText(
    `queued ${order.length} tracks of First Album`,
  );
  const queue = page.getByRole('complementary', { name: 'queue' });
  await page.keyboard.press('q');
  await expect(queue.locator('.title')).toHaveText(order);

  await page.getByRole('button', { name: 'play all' }).click();
  await untilItSounds(page);
  await expect(page.getByRole('contentinfo', { name: 'player' })).toContainText(order[0] ?? '');

  await page.getByRole('main').getByRole('button', { name: 'share' }).click();
  await expect(page.getByRole('region', { name: 'notices' })).toContainText('link copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(new RegExp(`${address}$`));
});

test('ALB-09, ALB-06, ALB-10, ALB-11: an album is put out in its order, and kept by its artist', async ({
  studio: page,
  artist,
}) => {
  test.setTimeout(150_000);
  const name = `Condensation ${Math.random().toString(36).slice(2, 6)}`;

  await test.step('many files at once stand by name', async () => {
    await page.goto('/upload');
    await page.getByRole('tab', { name: 'an album' }).click();
    const files = await Promise.all(['10 panes', '1 drip tray', '2 misting'].map((words) => song('mp3', words, 8)));
    await page.getByLabel('choose audio files').setInputFiles(files);
    await expect(titles(page)).toHaveCount(3);
    expect(await shown(page)).toEqual(['drip tray', 'misting', 'panes']);
  });

  await test.step('by keys they take other places', async () => {
    const handle = page.getByRole('button', { name: 'move panes', exact: true });
    await handle.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await expect.poll(() => shown(page)).toEqual(['panes', 'drip tray', 'misting']);
    await expect(handle).toBeFocused();
  });

  await test.step('words and cover are shared, and all of it goes out together', async () => {
    const form = page.getByRole('form', { name: 'new album' });
    await page.getByLabel('choose artwork').setInputFiles(await cover('condensation'));
    await form.getByLabel('album title').fill(name);
    await form.getByLabel('tags for all tracks').fill('glass, water,');
    await page.getByLabel('title of track 2').fill('Drip Tray');
    await form.getByRole('button', { name: 'publish album' }).click();
    await expect(form.getByRole('link', { name: 'view album' })).toBeVisible({ timeout: 60_000 });
    await form.getByRole('link', { name: 'view album' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    expect(await rows(page)).toEqual(['panes', 'Drip Tray', 'misting']);
    await expect(page.getByRole('img', { name: `artwork of ${name}` })).toBeVisible();
  });

  await test.step('the record in the own repository holds the order', async () => {
    await expect.poll(() => orderOf(artist.did, name), { timeout: 20_000 }).toHaveLength(3);
    const uris = (await recordsOf(artist.did, 'track')).filter(({ value }) => value.album === name);
    const titleOf = (uri: string) => uris.find((record) => record.uri === uri)?.value.title;
    expect((await orderOf(artist.did, name)).map(titleOf)).toEqual(['panes', 'Drip Tray', 'misting']);
  });

  await test.step('on its page the artist changes the order by keys', async () => {
    await page.getByRole('button', { name: 'reorder' }).click();
    await page.getByRole('button', { name: 'move misting', exact: true }).focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => rows(page)).toEqual(['panes', 'misting', 'Drip Tray']);
    await page.getByRole('button', { name: 'done' }).click();
    await page.reload();
    await expect.poll(() => rows(page)).toEqual(['panes', 'misting', 'Drip Tray']);
  });

  await test.step('a new title is a new address, and the old one leads there', async () => {
    const old = page.url();
    await page.getByRole('button', { name: 'edit', exact: true }).click();
    await page.getByRole('dialog').getByLabel('title').fill(`${name} II`);
    await page.getByRole('dialog').getByRole('button', { name: 'save' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${name} II` })).toBeVisible();
    await expect(page).not.toHaveURL(old);
    const present = page.url();
    await page.goto(old);
    await expect(page).toHaveURL(present);
  });

  await test.step('deleted, it leaves its tracks', async () => {
    await page.getByRole('button', { name: 'edit', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'delete album' }).click();
    await expect(page).toHaveURL(/\/portal/);
    await expect(page.getByRole('link', { name: 'panes', exact: true })).toBeVisible();
    await expect.poll(() => orderOf(artist.did, `${name} II`), { timeout: 20_000 }).toEqual([]);
  });
});

test('UP-21: a reload keeps the words and the order of an album in the making', async ({ studio: page }, {
  outputDir,
}) => {
  mkdirSync(outputDir, { recursive: true });
  const files = [await songOnDisk(outputDir, 'mp3', '1 first', 6), await songOnDisk(outputDir, 'mp3', '2 second', 6)];
  await page.goto('/upload?album');
  await page.getByLabel('choose audio files').setInputFiles(files);
  await page.getByLabel('title of track 1').fill('The First');
  await page.getByLabel('album title').fill('kept through a reload');
  await page.getByRole('button', { name: 'move second', exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => shown(page)).toEqual(['second', 'The First']);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByLabel('album title')).toHaveValue('kept through a reload');
  expect(await shown(page)).toEqual(['second', 'The First']);
  await expect(page.getByText('choose this file again')).toHaveCount(2);
  await page.getByLabel('add more files').setInputFiles(files);
  await expect(page.getByText('choose this file again')).toHaveCount(0);
  expect(await shown(page)).toEqual(['second', 'The First']);
  await page.getByRole('button', { name: 'clear' }).click();
  await expect(titles(page)).toHaveCount(0);
});

async function orderOf(did: string, name: string): Promise<string[]> {
  const lists = await recordsOf(did, 'list');
  const list = lists.find(({ value }) => value.name === name);
  const items = (list?.value.items ?? []) as { subject: { uri: string } }[];
  return items.map(({ subject }) => subject.uri);
}
