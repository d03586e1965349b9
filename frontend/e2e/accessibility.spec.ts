import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Artist } from './support/artist.ts';
import { expect, test } from './support/stories.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const WIDTHS = [390, 1440];
const NARROWEST = 320;

interface Place {
  name: string;
  path: (artist: Artist) => string;
  /** For people who are signed in. */
  inner?: true;
  /** What is done there before it is looked at. */
  prepare?: (page: Page) => Promise<void>;
}

const PLACES: Place[] = [
  {
    name: 'home, with something playing',
    path: () => '/',
    prepare: (page) =>
      page
        .getByRole('button', { name: /^play / })
        .first()
        .click(),
  },
  {
    name: 'the queue',
    path: () => '/',
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /^play / })
        .first()
        .click();
      await page.getByRole('contentinfo').getByRole('button', { name: 'queue' }).click();
      await expect(page.getByRole('heading', { name: 'queue' })).toBeVisible();
    },
  },
  { name: 'login', path: () => '/login' },
  { name: 'login with a refusal', path: () => '/login?auth_error=handle_unknown&handle=nobody.test' },
  {
    name: 'login, with people to choose from',
    path: () => '/login',
    prepare: async (page) => {
      await page.getByRole('combobox').fill('artist');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  { name: 'track', path: ({ tracks }) => `/track/${tracks[0]?.id}` },
  { name: 'artist', path: ({ handle }) => `/u/${handle}` },
  { name: 'album', path: ({ handle }) => `/u/${handle}/album/first-album` },
  { name: 'library of a guest', path: () => '/library' },
  { name: 'library, liked', path: () => '/library', inner: true },
  {
    name: 'playlist, with its edit form',
    path: () => '/library?tab=playlists',
    inner: true,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'new playlist' }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'name' }).fill('looked at');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'edit' }).click();
      await expect(page.getByRole('dialog', { name: 'edit playlist' })).toBeVisible();
    },
  },
  { name: 'tag', path: () => '/tag/story' },
  {
    name: 'search, with findings',
    path: () => '/',
    prepare: async (page) => {
      const field = page.getByRole('combobox', { name: 'search' });
      await untilOpened(page, 'ControlOrMeta+k', field);
      await field.fill('first');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  {
    name: 'the keys',
    path: () => '/',
    prepare: (page) => untilOpened(page, '?', page.getByRole('dialog')),
  },
  { name: 'settings of a guest', path: () => '/settings' },
  { name: 'library, playlists', path: () => '/library?tab=playlists', inner: true },
  { name: 'library, albums', path: () => '/library?tab=albums', inner: true },
  { name: 'liked', path: () => '/liked', inner: true },
  { name: 'settings', path: () => '/settings', inner: true },
  { name: 'upload of an album', path: () => '/upload?album', inner: true },
  { name: 'own album', path: ({ handle }) => `/u/${handle}/album/first-album`, inner: true },
  { name: 'page that is not there', path: () => '/track/999999' },
  { name: 'profile setup', path: () => '/profile/setup', inner: true },
  {
    name: 'upload, with a refused file',
    path: () => '/upload',
    inner: true,
    prepare: (page) =>
      page
        .getByLabel('choose an audio file')
        .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no sound') }),
  },
  {
    name: 'portal, with an edit form',
    path: () => '/portal',
    inner: true,
    prepare: (page) =>
      page
        .getByRole('button', { name: /^edit / })
        .first()
        .click(),
  },
  {
    name: 'portal, before a track is deleted',
    path: () => '/portal',
    inner: true,
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /^delete / })
        .first()
        .click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
];

for (const { name, path, inner, prepare } of PLACES) {
  test(`axe finds nothing, and nothing is cut off at 320 px: ${name}`, async ({
    page: guest,
    artist,
    browser,
    baseURL,
  }) => {
    const context = inner && (await browser.newContext({ baseURL, storageState: artist.session }));
    const page = context ? await context.newPage() : guest;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path(artist));
    await expect(page.getByRole('heading').first()).toBeVisible();
    await prepare?.(page);
    await page.waitForLoadState('networkidle');
    for (const theme of ['dark', 'light']) {
      await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        await untilColoursRest(page);
        expect.soft(await faults(page), `${theme}, ${width} px`).toEqual([]);
      }
    }
    await page.setViewportSize({ width: NARROWEST, height: 700 });
    expect.soft(await tooWide(page), 'what is wider than the window').toEqual([]);
    if (context) await context.close();
  });
}

/** Keys are listened to from the first idle moment on. */
async function untilOpened(page: Page, key: string, opened: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(opened).toBeVisible({ timeout: 1_500 });
  }).toPass();
}

/** A change of theme fades the colours of buttons; on the way they have no contrast. */
async function untilColoursRest(page: Page): Promise<void> {
  await page.evaluate(() => {
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    return Promise.allSettled(fading.map(({ finished }) => finished)).then(() => undefined);
  });
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all }) => `${id}: ${target.join(' ')} ${[...any, ...all][0]?.message ?? ''}`),
  );
}

/** Empty when the page cannot be scrolled sideways; else what sticks out. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map(
        (element) => `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 30)}`,
      );
  });
}
