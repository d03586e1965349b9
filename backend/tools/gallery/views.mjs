/**
 * What is photographed: `path` of the page, whether a member looks at it, and what is done there first.
 * @typedef {{track: {id: number, title: string}, handle: string, albumSlug: string}} Subjects
 * `covers`: something lies over the page, which is not to be taken in its whole length.
 * @typedef {{name: string, path: (subjects: Subjects) => string, member?: true, covers?: true,
 *   prepare?: (page: import('playwright-core').Page, subjects: Subjects) => Promise<void>}} View
 */

const play = async (page) => {
  await page.getByRole('main').getByRole('button', { name: /^play/ }).first().click();
  const seek = page.getByRole('contentinfo').getByRole('slider', { name: 'seek' });
  await seek.focus();
  for (let step = 0; step < 3; step++) await seek.press('ArrowRight');
  await page.getByRole('contentinfo').getByRole('button', { name: 'pause' }).waitFor();
  await seek.blur();
  await page.mouse.move(0, 0);
};

const trackPage = ({ track }) => `/track/${track.id}`;

/** @type {View[]} */
export const VIEWS = [
  { name: 'home', path: () => '/' },
  { name: 'home-playing', path: () => '/', prepare: play },
  { name: 'track', path: trackPage },
  { name: 'track-playing', path: trackPage, prepare: play },
  {
    name: 'queue',
    covers: true,
    path: () => '/',
    prepare: async (page) => {
      await play(page);
      await page.keyboard.press('q');
      await page.getByRole('heading', { name: 'queue' }).waitFor();
    },
  },
  { name: 'artist', path: ({ handle }) => `/u/${handle}` },
  { name: 'album', path: ({ handle, albumSlug }) => `/u/${handle}/album/${albumSlug}` },
  { name: 'login', path: () => '/login' },
  { name: 'login-refused', path: () => '/login?auth_error=handle_unknown&handle=nobody.example' },
  { name: 'missing', path: () => '/track/999999' },
  { name: 'profile-setup', path: () => '/profile/setup', member: true },
  { name: 'upload', path: () => '/upload', member: true },
  {
    name: 'upload-refused',
    path: () => '/upload',
    member: true,
    prepare: async (page) => {
      const words = { name: 'lyrics.txt', mimeType: 'text/plain', buffer: Buffer.from('la la la') };
      await page.getByLabel('choose an audio file').setInputFiles(words);
    },
  },
  { name: 'portal', path: () => '/portal', member: true },
  {
    name: 'portal-edit',
    path: () => '/portal',
    member: true,
    prepare: (page) =>
      page
        .getByRole('button', { name: /^edit / })
        .first()
        .click(),
  },
  {
    name: 'portal-delete',
    covers: true,
    path: () => '/portal',
    member: true,
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /^delete / })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'menu',
    covers: true,
    path: () => '/',
    member: true,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'your profile' }).click();
      await page.getByRole('button', { name: 'sign out' }).waitFor();
    },
  },
];

/** The two of the README, named by where they go. */
export const README_VIEWS = [
  { name: 'docs/images/home', path: () => '/', prepare: play },
  { name: 'docs/images/track', path: trackPage, prepare: play },
];
