import type { APIRequestContext, Page } from '@playwright/test';
import { newPlaylist, ours } from './support/playlists.ts';
import { recordsOf, trackRecord } from './support/repository.ts';
import { song } from './support/sounds.ts';
import { expect, test } from './support/stories.ts';
import { pdsControl } from './support/weather.ts';

/** Tries are made five seconds apart at first, and the page looks every four. */
const UNTIL_TOLD = { timeout: 60_000 };
const REFUSAL = { error: 'InvalidRequest', message: 'this repository is closed for today' };
const onItsWay = (page: Page) => page.getByText('syncing to your pds…').first();
const stranded = (page: Page) => page.getByText(/^not (on|up to date on) your pds\.$/);

test('CON-10: what a PDS that is away does not take is on its way, then refused, then written on request', async ({
  studio: page,
  artist,
}) => {
  const weather = pdsControl();
  test.skip(!weather, 'this product was started by somebody else, who keeps its PDS as it is');
  test.setTimeout(180_000);
  const of = artist.did;
  let [track, playlist] = [0, ''];
  const album = () => page.goto(`/u/${artist.handle}/album/rainy-day`);
  const open = [() => page.goto(`/track/${track}`), album, () => page.goto(`/playlist/${playlist}`)];
  try {
    await weather?.({ kind: 'away', of });
    playlist = (await newPlaylist(page.request, 'made meanwhile', [])).id;
    track = await uploaded(page.request, 'while it rained');
    for (const visit of open) {
      await visit();
      await expect(onItsWay(page)).toBeVisible();
    }

    await weather?.({ kind: 'failing', of, status: 400, body: REFUSAL });
    for (const visit of open.toReversed()) {
      await visit();
      await expect(stranded(page)).toBeVisible(UNTIL_TOLD);
      await expect(onItsWay(page)).toHaveCount(0);
    }

    await weather?.({ kind: 'fair' });
    const retry = page.getByRole('main').getByRole('button', { name: 'retry' });
    for (const visit of open) {
      await visit();
      // its album waits for the track, and is written after it
      if (visit !== album) {
        await retry.click();
        await expect(
          page.getByRole('region', { name: 'notices' }).getByText(/on (its|the) way to your pds/),
        ).toBeVisible();
      }
      await expect(async () => {
        await visit();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(stranded(page).or(onItsWay(page))).toHaveCount(0, { timeout: 500 });
      }).toPass(UNTIL_TOLD);
    }
    const records = await recordsOf<{ name: string }>(artist.did, 'list');
    expect(records.map(({ value }) => value.name)).toEqual(expect.arrayContaining(['made meanwhile', 'Rainy Day']));
    expect((await trackRecord(artist.did, 'while it rained')).album).toBe('Rainy Day');
  } finally {
    await weather?.({ kind: 'fair' });
  }
});

/** By its number, as soon as it is there. */
async function uploaded(request: APIRequestContext, title: string): Promise<number> {
  const file = await song('mp3', title, 6);
  const accepted = await request.post('/tracks/', { ...ours(), multipart: { title, album: 'Rainy Day', file } });
  expect(accepted.status()).toBe(200);
  const own = async () => {
    const { tracks } = (await (await request.get('/tracks/me')).json()) as { tracks: { id: number; title: string }[] };
    return tracks.find((one) => one.title === title)?.id ?? 0;
  };
  await expect.poll(own, UNTIL_TOLD).toBeGreaterThan(0);
  return own();
}
