import type { Page } from '@playwright/test';
import type { Artist } from './support/artist.ts';
import { expect, test } from './support/stories.ts';

const TRACKS = 10_000;
/** More than the server gives, so that the story is soon told. */
const AT_ONCE = 500;
const HOUR_MS = 3_600_000;
/**
 * Laying out all ten thousand rows takes seconds, and every stretch of the way would show it. A busy machine is late in
 * one stretch or another: the calmest counts.
 */
const LONGEST_TASK_MS = 200;
const STRETCHES = 3;
const TURNS = 20;
/** What stands around the eye; all of them would be ten thousand. */
const MOST_ROWS = 600;

declare global {
  interface Window {
    longTasksMs?: number[];
  }
}
type Sample = Record<string, unknown> & { id: number };

/** Many tracks made of one that is there; the server is asked for no more. */
async function giveMany(page: Page, { tracks: [first] }: Artist, count: number): Promise<Sample> {
  const sample = (await (await page.request.get(`/tracks/${first!.id}`)).json()) as Sample;
  await page.route(/\/api\/tracks\/?\?.*limit=/, async (route) => {
    const cursor = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    const many = Array.from({ length: AT_ONCE }, (_, index) => {
      const number = cursor + index + 1;
      const created_at = new Date(Date.now() - number * HOUR_MS).toISOString();
      return { ...sample, id: number, title: `number ${number}`, created_at };
    });
    const next = cursor + AT_ONCE;
    await route.fulfill({ json: { tracks: many, next_cursor: String(next), has_more: next < count } });
  });
  return sample;
}

/** Scrolls down until a track stands in the page. */
async function untilSeen(page: Page, number: number): Promise<void> {
  const row = page.getByRole('main').getByRole('link', { name: `number ${number}`, exact: true });
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(row).toBeAttached({ timeout: 50 });
  }).toPass({ timeout: 150_000, intervals: [10] });
}

async function turnTheWheel(page: Page): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) {
    await page.mouse.wheel(0, -600);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  }
}

/** In milliseconds; 0 when none is long in the eyes of the browser. */
async function longestTaskOf(page: Page, deed: (page: Page) => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const tasks: number[] = (window.longTasksMs = []);
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
  });
  await deed(page);
  return Math.max(0, ...((await page.evaluate(() => window.longTasksMs)) ?? []));
}

const rows = (page: Page) => page.getByRole('region', { name: 'latest' }).getByRole('listitem').count();

test('UX-10: ten thousand tracks scroll, and only those near the eye are in the page', async ({ page, artist }) => {
  test.setTimeout(240_000);
  await giveMany(page, artist, TRACKS);
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'number 1', exact: true })).toBeVisible();
  await untilSeen(page, TRACKS);
  await expect(page.getByText('that is everything, back to the first upload.')).toBeVisible();
  await expect.poll(() => rows(page)).toBeLessThan(MOST_ROWS);

  // upwards by the wheel, past what was let go of on the way there
  const before = await page.evaluate(() => scrollY);
  const longest: number[] = [];
  for (let stretch = 0; stretch < STRETCHES; stretch++) longest.push(await longestTaskOf(page, turnTheWheel));
  expect(before - (await page.evaluate(() => scrollY))).toBeGreaterThan(20_000);
  expect(Math.min(...longest), `in milliseconds: ${longest.join(', ')}`).toBeLessThan(LONGEST_TASK_MS);

  // nothing was thrown away: the way back is as long as the way there
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.getByRole('link', { name: 'number 1', exact: true })).toBeVisible();
  await expect.poll(() => rows(page)).toBeLessThan(MOST_ROWS);
});

test('UX-10: on the way back a list stands where it was left', async ({ page, artist }) => {
  test.setTimeout(120_000);
  const sample = await giveMany(page, artist, 2 * AT_ONCE);
  await page.route('**/api/tracks/990', (route) =>
    route.fulfill({ json: { ...sample, id: 990, title: 'number 990' } }),
  );
  await page.goto('/');
  await untilSeen(page, 2 * AT_ONCE);
  const row = page.getByRole('main').getByRole('link', { name: 'number 990', exact: true });
  await row.scrollIntoViewIfNeeded();
  const before = await row.boundingBox();
  await row.click();
  await expect(page.getByRole('heading', { name: 'number 990' })).toBeVisible();
  await page.goBack();
  await expect(row).toBeInViewport();
  const after = await row.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(120);
});

test('UX-10: on the way back to a tag it stands where it was left', async ({ page, artist }) => {
  test.setTimeout(90_000);
  const PAGES = 4;
  const AT_ONCE = 60;
  const sample = (await (await page.request.get(`/tracks/${artist.tracks[0]?.id}`)).json()) as { id: number };
  await page.route(/\/tracks\/tags\/many/, async (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
    const tracks = Array.from({ length: AT_ONCE }, (_, index) => {
      const id = from + index + 1;
      return { ...sample, id: 100_000 + id, title: `number ${id}` };
    });
    const next = from + AT_ONCE;
    const has_more = next < PAGES * AT_ONCE;
    const tag = { name: 'many', track_count: PAGES * AT_ONCE, created_by_handle: null };
    await route.fulfill({ json: { tag, tracks, next_cursor: has_more ? String(next) : null, has_more } });
  });
  await page.goto('/tag/many');
  const row = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByText('number 200', { exact: true }) });
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(row).toBeAttached({ timeout: 200 });
  }).toPass({ timeout: 60_000 });
  await row.scrollIntoViewIfNeeded();
  const before = await row.boundingBox();
  await row.getByRole('link', { name: artist.name, exact: true }).click();
  await expect(page.getByRole('heading', { name: artist.name, level: 1 })).toBeVisible();
  await page.goBack();
  await expect(row).toBeInViewport();
  const after = await row.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(120);
});
