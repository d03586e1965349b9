import type { Page } from '@playwright/test';
import { sounds, untilItSounds } from './support/hearing.ts';
import { faultsOf, trackRecord, trackRecords } from './support/repository.ts';
import { newAccount, runningProduct } from './support/running-product.ts';
import { agreeAtPds } from './support/sign-in.ts';
import { cover, song } from './support/sounds.ts';
import { expect, test } from './support/stories.ts';

declare global {
  interface Window {
    phasesSeen?: Set<string>;
  }
}

test('from signing in to hearing your own tracks, and taking them down again', async ({ page }) => {
  test.setTimeout(120_000);
  const account = await newAccount('newcomer');

  await test.step('AUTH-01, AUTH-03: signs in at the own server', async () => {
    await page.goto('/login');
    await page.getByLabel('your atmosphere handle').fill(`@${account.handle}`);
    await page.getByRole('button', { name: 'continue' }).click();
    await page.waitForURL((url) => url.origin === new URL(runningProduct().pdsUrl).origin);
    await agreeAtPds(page, account);
    await expect(page).toHaveURL(/\/profile\/setup/);
    expect(page.url()).not.toContain('session');
  });

  await test.step('AUTH-17: makes a profile', async () => {
    await page.getByLabel('display name').fill('Nora Newcomer');
    await page.getByLabel('bio').fill('first songs, made at night.');
    await page.getByRole('button', { name: 'save and go on' }).click();
    await expect(page).toHaveURL(/\/portal/);
  });

  await test.step('UP-02, UP-06, TC-04: uploads an AIFF, which is converted', async () => {
    await page.goto('/upload');
    await chooseSong(page, await song('aiff', '01 night_tram', 40));
    await expect(page.getByLabel('title', { exact: true })).toHaveValue('night tram');
    await watchPhases(page);
    await page.getByRole('button', { name: 'upload', exact: true }).click();
    const seen = await phasesUntilUp(page, 'night tram');
    // A fast PDS leaves nothing to see of its own phase.
    expect(seen).toEqual(expect.arrayContaining(['listening', 'converting']));
  });

  await test.step('UP-01: uploads an MP3 with everything that can be said about it', async () => {
    await chooseSong(page, await song('mp3', 'harbour', 20));
    const form = page.getByRole('form', { name: 'new track' });
    await page.getByLabel('choose artwork').setInputFiles(await cover('harbour'));
    await page.getByLabel('title', { exact: true }).fill('Harbour, Low Water');
    await form.getByLabel('album').fill('Tides');
    await form.getByLabel('tags').fill('ambient, field recording,');
    await form.getByLabel('description').fill('recorded at four in the morning.');
    await page.getByRole('button', { name: 'upload', exact: true }).click();
    await phasesUntilUp(page, 'Harbour, Low Water');
  });

  await test.step('UP-11: both records are in the own repository and carry every field', async () => {
    const converted = await trackRecord(account.did, 'night tram');
    const said = await trackRecord(account.did, 'Harbour, Low Water');
    expect([...faultsOf(converted), ...faultsOf(said)]).toEqual([]);
    expect(converted).toMatchObject({ artist: 'Nora Newcomer', fileType: 'mp3', duration: 40 });
    expect(said).toMatchObject({
      artist: 'Nora Newcomer',
      album: 'Tides',
      tags: ['ambient', 'field recording'],
      description: 'recorded at four in the morning.',
      fileType: 'mp3',
      duration: 20,
      loudness: expect.any(Number),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    for (const address of [said.audioUrl, said.imageUrl, converted.audioUrl] as string[]) {
      const response = await fetch(address);
      expect([response.status, response.headers.get('content-type')?.split('/')[0]]).toEqual([
        200,
        address === said.imageUrl ? 'image' : 'audio',
      ]);
    }
  });

  await test.step('both play, and can be sought in on the waveform and on the slider', async () => {
    for (const title of ['night tram', 'Harbour, Low Water']) {
      await page.goto('/');
      await page.getByRole('link', { name: title, exact: true }).first().click();
      await page.getByRole('main').getByRole('button', { name: 'play', exact: true }).click();
      const { duration } = await untilItSounds(page);
      expect(duration).toBeGreaterThan(19);
      await expect(page).toHaveTitle(`${title} - Nora Newcomer • plyr.fm`);
      await seekAndHear(page, page.getByRole('main').getByRole('slider', { name: 'seek' }), 0.75, duration);
      await seekAndHear(page, page.getByRole('contentinfo').getByRole('slider', { name: 'seek' }), 0.25, duration);
    }
  });

  await test.step('TRK-04: an edit reaches the repository', async () => {
    await page.goto('/portal');
    await page.getByRole('button', { name: 'edit Harbour, Low Water' }).click();
    const form = page.getByRole('form', { name: 'edit Harbour, Low Water' });
    await form.getByLabel('title', { exact: true }).fill('Harbour, High Water');
    await form.getByLabel('description').fill('recorded again at noon.');
    await form.getByRole('button', { name: 'save' }).click();
    const edited = await trackRecord(account.did, 'Harbour, High Water');
    expect(faultsOf(edited)).toEqual([]);
    expect(edited).toMatchObject({ description: 'recorded again at noon.', album: 'Tides', duration: 20 });
    await expect(page.getByRole('button', { name: 'edit Harbour, High Water' })).toBeVisible();
  });

  await test.step('TRK-05: so does taking it down', async () => {
    await page.getByRole('button', { name: 'delete Harbour, High Water' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'delete track' }).click();
    await expect(page.getByRole('button', { name: 'edit Harbour, High Water' })).toBeHidden();
    await expect
      .poll(async () => (await trackRecords(account.did)).map(({ value }) => value.title))
      .toEqual(['night tram']);
  });
});

async function chooseSong(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByLabel('choose an audio file').setInputFiles(file);
}

/** From now on the page keeps the words under the phases that were current, however short. */
async function watchPhases(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    window.phasesSeen = seen;
    new MutationObserver(() => {
      for (const step of document.querySelectorAll('[aria-current=step] > span:first-child'))
        seen.add(step.textContent);
    }).observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-current'] });
  });
}

/** Follows an upload to its end; answers the phases that were seen on the way. */
async function phasesUntilUp(page: Page, title: string): Promise<string[]> {
  const work = page.getByRole('article').filter({ has: page.getByRole('heading', { name: title }) });
  await expect(work.getByText('it is up')).toBeVisible({ timeout: 30_000 });
  await expect(work.getByRole('link', { name: 'view track' })).toHaveAttribute('href', /\/track\/\d+$/);
  return page.evaluate(() => [...(window.phasesSeen ?? [])]);
}

async function seekAndHear(
  page: Page,
  slider: ReturnType<Page['getByRole']>,
  share: number,
  duration: number,
): Promise<void> {
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider has no place');
  await slider.click({ position: { x: box.width * share, y: box.height / 2 } });
  await expect
    .poll(async () => (await sounds(page))[0]?.at ?? -1, { message: `it goes on at ${share}`, intervals: [50] })
    .toBeGreaterThan(duration * share - 0.5);
  const [{ at } = { at: -1 }] = await sounds(page);
  expect(at).toBeLessThan(duration * share + 4);
}
