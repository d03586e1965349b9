import type { Page } from '@playwright/test';
import type { Artist } from './support/artist.ts';
import { expect, test } from './support/stories.ts';

const ON_A_PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** A pixel is lost where two of them touch. */
const LEAST = 43;

const OF_EVERYBODY: Record<string, (artist: Artist) => string> = {
  home: () => '/',
  login: () => '/login',
  track: ({ tracks }) => `/track/${tracks[0]?.id}`,
  artist: ({ handle }) => `/u/${handle}`,
  album: ({ handle }) => `/u/${handle}/album/first-album`,
  tag: () => '/tag/story',
  settings: () => '/settings',
};
const OF_MEMBERS = [
  '/library',
  '/library?tab=playlists',
  '/library?tab=albums',
  '/upload',
  '/upload?album',
  '/portal',
  '/settings',
];

test.use(ON_A_PHONE);

for (const [name, path] of Object.entries(OF_EVERYBODY))
  test(`UX-03: on a phone a thumb finds what is pressed: ${name}`, async ({ page, artist }) => {
    await page.goto(path(artist));
    await expectRoomForThumbs(page);
  });

for (const path of OF_MEMBERS)
  test(`UX-03: on a member's phone a thumb finds what is pressed: ${path}`, async ({ browser, baseURL, artist }) => {
    const context = await browser.newContext({ ...ON_A_PHONE, baseURL, storageState: artist.session });
    const page = await context.newPage();
    await page.goto(path);
    await expectRoomForThumbs(page);
    await context.close();
  });

test("UX-03: on a member's phone a thumb finds what is pressed: a comment", async ({ browser, baseURL, artist }) => {
  const context = await browser.newContext({ ...ON_A_PHONE, baseURL, storageState: artist.session });
  const headers = { origin: baseURL ?? '' };
  const [track] = artist.tracks;
  await context.request.patch('/preferences', { headers, data: { allow_comments: true } });
  const data = { text: 'that drop', timestamp_ms: 4_000 };
  const written = await context.request.post(`/tracks/${track?.id}/comments`, { headers, data });
  expect(written.status()).toBeLessThan(300);
  const page = await context.newPage();
  await page.goto(`/track/${track?.id}`);
  await expect(page.getByRole('button', { name: 'play from 0:04' })).toBeVisible();
  await expectRoomForThumbs(page);
  await context.request.patch('/preferences', { headers, data: { allow_comments: false } });
  await context.close();
});

async function expectRoomForThumbs(page: Page): Promise<void> {
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(await tooSmall(page)).toEqual([]);
}

/**
 * What is pressed and gives a thumb less than its room, which may reach out beyond what is seen. Words that lead
 * somewhere are read, not aimed at: links count only where they look like buttons or stand in a bar.
 */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const PRESSED = 'button, input, select, textarea, [role=tab], [role=switch], a.button, nav a';
    const reach = (element: Element, x: number, y: number, dx: number, dy: number): number => {
      const zone = element.closest('label') ?? element;
      let steps = 0;
      for (; steps < least; steps++) {
        const hit = document.elementFromPoint(x + dx * (steps + 1), y + dy * (steps + 1));
        if (!hit || !zone.contains(hit)) break;
      }
      return steps;
    };
    return [...document.querySelectorAll<HTMLElement>(PRESSED)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled'))
      .flatMap((element) => {
        const seen = element.closest('label') ?? element;
        seen.scrollIntoView({ block: 'center', inline: 'center' });
        const { left, top, width, height } = seen.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const hit = document.elementFromPoint(x, y);
        // what lies under something else is not pressed now
        if (!hit || !seen.contains(hit)) return [];
        const wide = 1 + reach(element, x, y, -1, 0) + reach(element, x, y, 1, 0);
        const high = 1 + reach(element, x, y, 0, -1) + reach(element, x, y, 0, 1);
        if (wide >= least && high >= least) return [];
        const name = element.getAttribute('aria-label') ?? element.textContent.trim();
        return [`${element.tagName.toLowerCase()}.${element.className} "${name.slice(0, 40)}": ${wide} x ${high}`];
      });
  }, LEAST);
}
