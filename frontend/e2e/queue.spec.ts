import { enqueue } from './support/enqueue.ts';
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import type { Artist } from './support/artist.ts';
import { listenTo, sounds, untilItSounds } from './support/hearing.ts';
import { runningProduct } from './support/running-product.ts';
import { expect, test } from './support/stories.ts';

const PHONE = { width: 390, height: 844 };
const player = (page: Page) => page.getByRole('contentinfo', { name: 'player' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'queue' });
const feed = (page: Page) => page.getByRole('region', { name: 'latest' });
const play = (page: Page, title = '') =>
  feed(page)
    .getByRole('button', { name: `play ${title}`, exact: true })
    .first()
    .click();

/** The titles of the panel in playing order; the first is the current one. */
const order = (page: Page) =>
  panel(page)
    .or(page.getByRole('dialog', { name: 'queue' }))
    .locator('.title')
    .allTextContents();
const titles = ({ tracks }: Artist) => tracks.map(({ title }) => title);

async function openQueue(page: Page): Promise<void> {
  await player(page).getByRole('button', { name: 'queue', exact: true }).first().click();
  await expect(panel(page)).toBeVisible();
}

/** What follows in the feed depends on what other stories put out, even whether anything does. */
async function clearTheRest(page: Page, by: 'mouse' | 'keys' = 'mouse'): Promise<void> {
  const clear = panel(page).getByRole('button', { name: 'clear the rest' });
  if (await clear.isVisible()) await (by === 'mouse' ? clear.click() : clear.press('Enter'));
}

/** Another device of the artist: its own browser, the same account. */
async function device(browser: Browser, artist: Artist, viewport?: typeof PHONE): Promise<Page> {
  const context = await browser.newContext({
    baseURL: runningProduct().url,
    storageState: {
      cookies: artist.session.cookies,
      origins: [{ origin: runningProduct().url, localStorage: look(artist) }],
    },
    ...(viewport && { viewport, hasTouch: true }),
  });
  const page = await context.newPage();
  await listenTo(page);
  return page;
}

/** What tells the client that there is a session to ask for. */
const look = ({ did, handle, name }: Artist) => [
  { name: 'plyr.session-hint', value: JSON.stringify({ did, handle, display_name: name, avatar_url: null }) },
];

const stored = async (request: APIRequestContext) =>
  (await (await request.get('/queue/')).json()) as { tracks: { title: string }[]; revision: number };
const storedTitles = async (request: APIRequestContext) => (await stored(request)).tracks.map(({ title }) => title);

test('Q-06, Q-11, P-QUEUE-03: the queue of a guest outlives a reload, silent, and never asks the server', async ({
  page,
  artist,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/(queue|now-playing)\b/.test(new URL(request.url()).pathname)) asked.push(request.url());
  });
  const [first, second, third] = titles(artist);
  await page.goto('/');
  await enqueue(page, third);
  await enqueue(page, first);
  await enqueue(page, second);
  await openQueue(page);
  await expect.poll(() => order(page)).toEqual([third, first, second]);
  await page.reload();
  await expect.poll(() => order(page)).toEqual([third, first, second]);
  await page.waitForTimeout(700);
  expect([await sounds(page), asked]).toEqual([[], []]);
});

test('Q-05: of two tabs one sounds, and both show the same queue', async ({ page, artist, context }) => {
  const [first, second, third] = titles(artist);
  await page.goto('/');
  await play(page, first);
  await untilItSounds(page);
  // on a slow machine the story is longer than the song
  for (const mode of ['off', 'all'])
    await player(page)
      .getByRole('button', { name: `repeat ${mode}` })
      .click();
  await openQueue(page);
  await clearTheRest(page);
  await expect.poll(() => order(page)).toEqual([first]);

  const other = await context.newPage();
  await listenTo(other);
  await other.goto('/');
  await expect.poll(() => order(other)).toEqual([first]);
  await enqueue(other, third);
  await expect.poll(() => order(page)).toEqual([first, third]);
  await untilItSounds(page);
  expect(await sounds(other)).toEqual([]);

  await play(other, second);
  await untilItSounds(other);
  await expect.poll(() => sounds(page)).toEqual([]);
  await page.bringToFront();
  await expect.poll(async () => (await order(page))[0]).toBe(second);
  expect(await sounds(page)).toEqual([]);
});

test.describe('of somebody who is signed in', () => {
  test('Q-04, Q-11: it is on the next device, at its position, and silent there', async ({
    browser,
    studio,
    artist,
  }) => {
    const [first, second] = titles(artist);
    const desk = await device(browser, artist);
    await desk.goto('/');
    await play(desk, first);
    await untilItSounds(desk);
    await openQueue(desk);
    await clearTheRest(desk);
    await enqueue(desk, second);
    const seek = player(desk).getByRole('slider', { name: 'seek' });
    await seek.focus();
    await seek.press('ArrowRight');
    await seek.press('ArrowRight');
    await player(desk).getByRole('button', { name: 'pause' }).click();
    await expect.poll(() => storedTitles(studio.request)).toEqual([first, second]);

    const phone = await device(browser, artist, PHONE);
    await phone.goto('/');
    await phone.getByRole('button', { name: 'open the player' }).click();
    await expect.poll(() => order(phone)).toEqual([first, second]);
    expect(await sounds(phone)).toEqual([]);
    await phone.getByRole('dialog', { name: 'queue' }).getByRole('button', { name: 'play', exact: true }).click();
    expect((await untilItSounds(phone)).at).toBeGreaterThan(9);
    await Promise.all([desk.context().close(), phone.context().close()]);
  });

  test('P-QUEUE-04: two devices add at the same time, and nothing is lost', async ({ browser, studio, artist }) => {
    const [first, second, third] = titles(artist);
    const [desk, phone] = [await device(browser, artist), await device(browser, artist)];
    await desk.goto('/');
    await enqueue(desk, first);
    await expect.poll(() => storedTitles(studio.request)).toEqual([first]);
    await phone.goto('/');
    await openQueue(phone);
    await expect.poll(() => order(phone)).toEqual([first]);
    await Promise.all([enqueue(desk, second), enqueue(phone, third)]);
    await expect
      .poll(async () => (await storedTitles(studio.request)).toSorted())
      .toEqual([first, second, third].toSorted());
    expect((await storedTitles(studio.request))[0]).toBe(first);
    await Promise.all([desk.context().close(), phone.context().close()]);
  });

  test('Q-06: an empty queue takes what was listened to before the sign-in', async ({ browser, studio, artist }) => {
    const [, second] = titles(artist);
    const guest = await browser.newContext({ baseURL: runningProduct().url });
    const page = await guest.newPage();
    await page.goto('/');
    await enqueue(page, second);
    await expect(player(page).getByRole('link', { name: second, exact: true })).toBeVisible();
    await page.waitForTimeout(400);
    await guest.addCookies(artist.session.cookies);
    await page.evaluate(([hint]) => hint && localStorage.setItem(hint.name, hint.value), look(artist));
    await page.reload();
    await expect.poll(() => storedTitles(studio.request)).toEqual([second]);
    await guest.close();
  });
});

test.describe('Q-09: in another order', () => {
  test('by mouse', async ({ page, artist }) => {
    const [first, second, third] = titles(artist);
    await page.goto('/');
    for (const title of [first, second, third]) await enqueue(page, title);
    await openQueue(page);
    const handle = panel(page).getByRole('button', { name: `move ${third}`, exact: true });
    await handle.hover();
    await page.mouse.down();
    const target = await panel(page)
      .getByRole('button', { name: `move ${second}`, exact: true })
      .boundingBox();
    if (!target) throw new Error('there is no row to go to');
    await page.mouse.move(target.x + 8, target.y + 40, { steps: 4 });
    await page.mouse.move(target.x + 8, target.y + 4, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => order(page)).toEqual([first, third, second]);
  });

  test('by keys alone, from the page to the row and back', async ({ page, artist }) => {
    const [first, second, third] = titles(artist);
    await page.goto('/');
    await play(page, first);
    await untilItSounds(page);
    await page.keyboard.press('q');
    await expect(panel(page)).toBeVisible();
    await clearTheRest(page, 'keys');
    await enqueue(page, second ?? '', 'keys');
    await enqueue(page, third ?? '', 'keys');
    await panel(page)
      .getByRole('button', { name: `move ${third}`, exact: true })
      .press('ArrowUp');
    await expect.poll(() => order(page)).toEqual([first, third, second]);
    await expect(panel(page).getByText(`${third}, place 1 of 2`)).toBeAttached();
    expect(await sounds(page)).toHaveLength(1);
    await page.keyboard.press('q');
    await expect(panel(page)).toBeHidden();
  });

  test('by finger, on a phone, while it plays', async ({ browser, artist }) => {
    expect(artist.tracks).toHaveLength(3);
    const context = await browser.newContext({ baseURL: runningProduct().url, viewport: PHONE, hasTouch: true });
    const page = await context.newPage();
    await listenTo(page);
    await page.goto('/');
    await feed(page)
      .getByRole('button', { name: /^play / })
      .first()
      .tap();
    await page.getByRole('button', { name: 'open the player' }).tap();
    const dialog = page.getByRole('dialog', { name: 'queue' });
    await expect.poll(async () => (await order(page)).length).toBeGreaterThan(2);
    const [current = '', first = '', second = '', ...rest] = await order(page);
    const handle = dialog.getByRole('button', { name: `move ${second}`, exact: true });
    await handle.scrollIntoViewIfNeeded();
    const [from, to] = [
      await handle.boundingBox(),
      await dialog.getByRole('button', { name: `move ${first}`, exact: true }).boundingBox(),
    ];
    if (!from || !to) throw new Error('there are no rows');
    const touch = await context.newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: from.x + 20, y }] });
    const centre = from.y + from.height / 2;
    await finger('touchStart', centre);
    for (const share of [0.3, 0.6, 0.9, 1]) await finger('touchMove', centre + (to.y + 4 - centre) * share);
    await finger('touchEnd');
    await expect.poll(() => order(page)).toEqual([current, second, first, ...rest]);
    expect(await sounds(page)).toHaveLength(1);
    await context.close();
  });
});
