import { click, play, press } from './prepare.mjs';

const overHome = { path: () => '/', covers: true };

/** What lies over a page. */
export const OVER = [
  {
    ...overHome,
    name: 'queue',
    prepare: async (page) => {
      await play(page);
      await press(page, 'q', page.getByRole('heading', { name: 'queue' }));
    },
  },
  { ...overHome, name: 'search', prepare: (page) => openSearch(page) },
  {
    ...overHome,
    name: 'search-found',
    prepare: async (page, { track }) => {
      await openSearch(page);
      await page.getByRole('combobox', { name: 'search' }).fill(track.title.slice(0, 4));
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    ...overHome,
    name: 'search-nothing',
    prepare: async (page) => {
      await openSearch(page);
      await page.getByRole('combobox', { name: 'search' }).fill('qqqxxzz');
      await page.waitForLoadState('networkidle');
    },
  },
  { ...overHome, name: 'keys', prepare: (page) => press(page, '?', page.getByRole('dialog')) },
  {
    ...overHome,
    name: 'track-menu',
    member: true,
    prepare: async (page) => {
      await page.getByRole('main').getByRole('listitem').nth(2).hover();
      await click(/^more about /)(page);
      await page.getByRole('menu').or(page.getByRole('dialog')).first().waitFor();
    },
  },
  {
    ...overHome,
    name: 'menu',
    member: true,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'your profile' }).click();
      await page.getByRole('button', { name: 'sign out' }).waitFor();
    },
  },
  {
    ...overHome,
    name: 'quick-settings',
    prepare: (page) => page.getByRole('banner').getByRole('button', { name: 'settings' }).click(),
  },
  {
    name: 'portal-delete',
    covers: true,
    member: true,
    path: () => '/portal',
    prepare: async (page) => {
      await click(/^delete /)(page);
      await page.getByRole('dialog').waitFor();
    },
  },
];

const openSearch = (page) => press(page, 'ControlOrMeta+k', page.getByRole('combobox', { name: 'search' }));
