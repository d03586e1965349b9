import type { Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import type { Artist } from './support/artist.ts';
import { newPlaylist } from './support/playlists.ts';
import { expect, test } from './support/stories.ts';

interface LayoutShift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}
declare global {
  interface Window {
    shifts?: { value: number; of: string }[];
  }
}

const MOST_BYTES = 75_000;
const MOST_BYTES_OF_A_PAGE = 110_000;
/** Less than a line of text makes on a phone: what comes later has its room from the start. */
const MOST_SHIFT = 0.02;
/** Until the network rests: more only comes when somebody is there. */
const MOST_REQUESTS = 30;
const PHONE = { width: 390, height: 844 };

/** Opens a page whose idle time never comes: what is fetched then was not needed for the first picture. */
async function scriptsOf(page: Page, path: string): Promise<{ name: string; bytes: number }[]> {
  await page.addInitScript(() => (window.requestIdleCallback = () => 0));
  const scripts: Promise<{ name: string; bytes: number }>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    const { pathname } = new URL(response.url());
    scripts.push(response.body().then((body) => ({ name: pathname, bytes: gzipSync(body, { level: 9 }).length })));
  });
  await page.setViewportSize(PHONE);
  await page.goto(path);
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  return Promise.all(scripts);
}

function expectAtMost(most: number, scripts: { name: string; bytes: number }[]): void {
  const bytes = scripts.reduce((sum, script) => sum + script.bytes, 0);
  const told = JSON.stringify(scripts, null, 2);
  // less cannot run the house: nothing was measured
  expect(bytes, told).toBeGreaterThan(MOST_BYTES / 2);
  expect(bytes, told).toBeLessThan(most);
}

test('P8: the first page needs little script', async ({ page }) => {
  expectAtMost(MOST_BYTES, await scriptsOf(page, '/'));
});

test('P9: the first page asks for few things', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => request.serviceWorker() ?? asked.push(request.url()));
  await page.setViewportSize(PHONE);
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(MOST_REQUESTS);
});

test('P9: what the first page shows is asked for once, before its script is here', async ({ page }) => {
  const scripts = await scriptsOf(page, '/');
  const asked = await page.evaluate(() =>
    (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
      ({ name, startTime, responseEnd }) => ({
        path: new URL(name).pathname + new URL(name).search,
        startTime,
        responseEnd,
      }),
    ),
  );
  const heaviest = scripts.toSorted((a, b) => b.bytes - a.bytes)[0]?.name;
  const script = asked.find(({ path }) => path === heaviest);
  for (const shown of ['/api/tracks?limit=30', '/api/albums?limit=12']) {
    const times = asked.filter(({ path }) => path === shown).map(({ startTime }) => startTime);
    expect(times, shown).toHaveLength(1);
    expect(times[0], shown).toBeLessThan(script?.responseEnd ?? 0);
  }
});

const OF_EVERYBODY: Record<string, (artist: Artist) => string> = {
  login: () => '/login',
  track: ({ tracks }) => `/track/${tracks[0]?.id}`,
  artist: ({ handle }) => `/u/${handle}`,
  album: ({ handle }) => `/u/${handle}/album/first-album`,
  tag: () => '/tag/story',
  likes: ({ handle }) => `/liked/${handle}`,
  settings: () => '/settings',
};
const OF_MEMBERS = [
  '/',
  '/library',
  '/library?tab=playlists',
  '/library?tab=albums',
  '/liked',
  '/upload',
  '/upload?album',
  '/portal',
  '/profile/setup',
  '/settings',
];

for (const [name, path] of Object.entries(OF_EVERYBODY))
  test(`no page needs much script: ${name}`, async ({ page, artist }) => {
    expectAtMost(MOST_BYTES_OF_A_PAGE, await scriptsOf(page, path(artist)));
  });

for (const path of OF_MEMBERS)
  test(`no page of a member needs much script: ${path}`, async ({ studio }) => {
    expectAtMost(MOST_BYTES_OF_A_PAGE, await scriptsOf(studio, path));
  });

test('no page of a member needs much script: a playlist', async ({ studio, artist }) => {
  const { id } = await newPlaylist(studio.request, 'weighed', artist.tracks);
  expectAtMost(MOST_BYTES_OF_A_PAGE, await scriptsOf(studio, `/playlist/${id}`));
});

for (const [name, path] of Object.entries({ home: () => '/', track: OF_EVERYBODY.track, album: OF_EVERYBODY.album }))
  test(`P8: nothing moves while the page comes: ${name}`, async ({ page, artist }) => {
    await page.addInitScript(() => {
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries() as LayoutShift[])
          window.shifts?.push({ value, of: sources.map(({ node }) => node?.nodeName ?? '').join(' ') });
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.setViewportSize(PHONE);
    await page.goto(path?.(artist) ?? '');
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    const shifts = (await page.evaluate(() => window.shifts)) ?? [];
    const sum = shifts.reduce((total, { value }) => total + value, 0);
    expect(sum, JSON.stringify(shifts)).toBeLessThanOrEqual(MOST_SHIFT);
  });
