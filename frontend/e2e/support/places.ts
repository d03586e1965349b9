import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';
import type { Artist } from './artist.ts';
import { newPlaylist, ours } from './playlists.ts';

interface Place {
  name: string;
  /** `request` asks in the name of the artist. */
  path: (artist: Artist, request: APIRequestContext) => string | Promise<string>;
  /** For people who are signed in. */
  inner?: true;
  /** Is there on phones alone. */
  narrow?: true;
  /** What the network is to answer there. */
  before?: (page: Page) => Promise<void>;
  /** What is done there before it is looked at. */
  prepare?: (page: Page) => Promise<void>;
}

/** Every page and what opens on it, as axe looks at them. */
export const PLACES: Place[] = [
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
    name: 'home, with something said',
    path: () => '/',
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /^like / })
        .first()
        .click();
      // while it is read it stays
      await page.getByRole('region', { name: 'notices' }).getByRole('link', { name: 'sign in' }).focus();
    },
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
  {
    name: 'page of what was taken down',
    path: ({ tracks }) => `/track/${tracks[0]?.id}`,
    before: (page) => answered(page, /\/api\/tracks\/\d+$/, 410, { code: 'tracks.gone', detail: 'taken down' }),
    prepare: (page) => expect(page.getByRole('heading', { name: 'this was taken down' })).toBeVisible(),
  },
  { name: 'what somebody likes', path: ({ handle }) => `/liked/${handle}` },
  {
    name: 'artist without anything',
    path: ({ handle }) => `/u/${handle}`,
    before: async (page) => {
      await answered(page, /\/api\/tracks\/?\?/, 200, { tracks: [], next_cursor: null, has_more: false });
      await answered(page, /\/api\/albums\/[^/]+$/, 200, { albums: [], next_cursor: null, has_more: false });
    },
    prepare: (page) => expect(page.getByText('nothing is out yet')).toBeVisible(),
  },
  {
    name: 'album without tracks',
    path: ({ handle }) => `/u/${handle}/album/first-album`,
    before: async (page) => {
      await page.route(/\/api\/albums\/[^/]+\/first-album$/, async (route) => {
        const album = (await (await route.fetch()).json()) as object;
        await route.fulfill({ json: { ...album, tracks: [] } });
      });
    },
    prepare: (page) => expect(page.getByText('an empty sleeve')).toBeVisible(),
  },
  { name: 'playlist of somebody else', path: playlistOf },
  { name: 'own playlist', path: playlistOf, inner: true },
  {
    name: 'the large player of a phone',
    path: () => '/',
    narrow: true,
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /^play / })
        .first()
        .click();
      await page.getByRole('button', { name: 'open the player' }).click();
      await expect(page.getByRole('dialog', { name: 'queue' })).toBeVisible();
    },
  },
  {
    name: 'track, with the form and the marks of comments',
    path: async ({ tracks }, request) => {
      await request.patch('/preferences', { ...ours(), data: { allow_comments: true } });
      const data = { text: 'that drop', timestamp_ms: 4_000 };
      await request.post(`/tracks/${tracks[1]?.id}/comments`, { ...ours(), data });
      return `/track/${tracks[1]?.id}`;
    },
    inner: true,
    prepare: async (page) => {
      await expect(page.getByRole('textbox', { name: /^comment at/ })).toBeVisible();
      await expect(page.getByRole('button', { name: 'play from 0:04' }).first()).toBeVisible();
    },
  },
  {
    name: 'track, with a comment that did not reach the pds',
    path: async ({ tracks }, request) => {
      await request.patch('/preferences', { ...ours(), data: { allow_comments: true } });
      return `/track/${tracks[2]?.id}`;
    },
    inner: true,
    before: async (page) => {
      await page.route(/\/tracks\/\d+\/comments$/, async (route) => {
        const answer = await route.fetch();
        const mine = { id: 1, text: 'said in the rain', timestamp_ms: 4_000, sync_state: 'failed' };
        const by = { user_did: 'did:plc:ada', user_handle: 'ada.test', created_at: new Date().toISOString() };
        await route.fulfill({ json: { ...((await answer.json()) as object), comments: [{ ...mine, ...by }] } });
      });
    },
    prepare: (page) => expect(page.getByRole('button', { name: 'retry your comment at 0:04' })).toBeVisible(),
  },
  {
    name: 'liked, whose record did not reach the pds',
    path: () => '/liked',
    inner: true,
    before: async (page) => {
      await page.route(/\/tracks\/liked\?/, async (route) => {
        const list = (await (await route.fetch()).json()) as object;
        await route.fulfill({ json: { ...list, sync_state: 'failed' } });
      });
    },
    prepare: (page) => expect(page.getByRole('alert')).toContainText('not on your pds'),
  },
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

/** Keys are listened to from the first idle moment on. */
async function untilOpened(page: Page, key: string, opened: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(opened).toBeVisible({ timeout: 1_500 });
  }).toPass();
}

async function answered(page: Page, path: RegExp, status: number, json: object): Promise<void> {
  const contentType = status < 400 ? 'application/json' : 'application/problem+json';
  await page.route(path, (route) =>
    route.fulfill({ status, contentType, body: JSON.stringify({ type: 'about:blank', title: '', status, ...json }) }),
  );
}

async function playlistOf({ tracks }: Artist, request: APIRequestContext): Promise<string> {
  const { id } = await newPlaylist(request, 'looked at', tracks);
  return `/playlist/${id}`;
}
