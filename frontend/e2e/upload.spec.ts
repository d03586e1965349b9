import type { CDPSession, Page } from '@playwright/test';
import { mkdirSync, statSync } from 'node:fs';
import { trackRecord } from './support/repository.ts';
import { agreeAtPds } from './support/sign-in.ts';
import { songOnDisk } from './support/sounds.ts';
import { expect, test } from './support/stories.ts';

/** Bytes a second: a file of five megabytes has a middle then. */
const SLOW = 700_000;
const chooser = (page: Page) => page.getByLabel('choose an audio file');
const submit = (page: Page) => page.getByRole('button', { name: /^(upload|uploading|sending)/ });

test('UP-21: an upload survives a reload in the middle', async ({ studio: page, artist }, { outputDir }) => {
  const file = await songOnDisk(folder(outputDir), 'wav', 'halfway', 30);
  const network = await slowUp(page);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('/upload');
  await page.getByLabel('title', { exact: true }).fill('half the way');
  await chooser(page).setInputFiles(file);
  await untilUnderWay(page);

  await page.reload();
  await fast(network);
  await expect(page.getByLabel('title', { exact: true })).toHaveValue('half the way');
  const resumed = page.waitForRequest(
    (request) => request.method() === 'PATCH' && request.url().includes('/uploads/tus/'),
  );
  await chooser(page).setInputFiles(file);
  expect(Number((await resumed).headers()['upload-offset'])).toBeGreaterThan(100_000);
  await submit(page).click();
  await expect(page.getByText('it is up')).toBeVisible({ timeout: 30_000 });
  expect((await trackRecord(artist.did, 'half the way')).duration).toBe(30);
});

test('UP-13, P-UP-12: a session lost in the middle loses nothing', async ({ studio: page, artist }, { outputDir }) => {
  const file = await songOnDisk(folder(outputDir), 'wav', 'signed out', 30);
  const { size } = statSync(file);
  const network = await slowUp(page);
  await page.goto('/upload');
  await page.getByLabel('title', { exact: true }).fill('signed out on the way');
  await page.getByRole('form', { name: 'new track' }).getByLabel('tags').fill('kept,');
  await chooser(page).setInputFiles(file);
  await untilUnderWay(page);
  await page.context().clearCookies({ name: 'session_id' });
  await submit(page).click();
  await fast(network);
  await expect(page.getByRole('main').getByText('you are signed out')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByLabel('title', { exact: true })).toHaveValue('signed out on the way');

  await page.getByRole('region', { name: 'notices' }).getByRole('link', { name: 'sign in' }).click();
  await page.getByLabel('your atmosphere handle').fill(artist.handle);
  await page.getByRole('button', { name: 'continue' }).click();
  await agreeAtPds(page, artist);
  await expect(page).toHaveURL(/\/upload/);
  await expect(page.getByLabel('title', { exact: true })).toHaveValue('signed out on the way');
  await expect(page.getByText('kept', { exact: true })).toBeVisible();
  const sentAgain: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sentAgain.push(size - Number(request.headers()['upload-offset']));
  });
  await chooser(page).setInputFiles(file);
  await submit(page).click();
  await expect(page.getByText('it is up')).toBeVisible({ timeout: 30_000 });
  expect(sentAgain.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(size * 0.9);
  expect((await trackRecord(artist.did, 'signed out on the way')).tags).toEqual(['kept']);
});

test('UP-02: a wrong file is refused with help before anything is sent', async ({ studio: page }) => {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/uploads/tus')) sent.push(request.url());
  });
  await page.goto('/upload');
  const refusals = [
    { name: 'notes.txt', says: 'unsupported file type: .txt. supported: mp3, wav' },
    { name: 'concert.mp4', says: '.mp4 is a film. export its sound' },
    { name: 'nothing.mp3', says: 'this file is empty', bytes: 0 },
  ];
  for (const { name, says, bytes = 2_000 } of refusals) {
    await chooser(page).setInputFiles({ name, mimeType: '', buffer: Buffer.alloc(bytes, 'plyr ') });
    await expect(page.getByRole('main').getByText(says)).toBeVisible();
  }
  expect(sent).toEqual([]);
});

function folder(place: string): string {
  mkdirSync(place, { recursive: true });
  return place;
}

async function slowUp(page: Page): Promise<CDPSession> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: SLOW,
  });
  return network;
}

async function fast(network: CDPSession): Promise<void> {
  const open = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await network.send('Network.emulateNetworkConditions', open);
}

/** Until a fifth of the bytes are away, and not all. */
async function untilUnderWay(page: Page): Promise<void> {
  const progress = page.getByRole('progressbar', { name: /^sending/ });
  await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(20);
  expect(Number(await progress.getAttribute('aria-valuenow'))).toBeLessThan(90);
}
