/**
 * Takes pictures of every page: `npm run gallery [-- <folder>]`, into .cache/gallery otherwise. Starts a product with the
 * demo catalogue and waits until it is filled; with PLYR_URL, PLYR_PDS_URL and PLYR_ACCOUNTS it takes them of that one.
 */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { LAUNCH_ARGS } from './browser.mjs';
import { startProduct } from './product.mjs';
import { signIn } from './sign-in.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FOLDER = path.resolve(process.argv[2] ?? path.join(ROOT, '.cache/gallery'));
const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const THEMES = ['dark', 'light'];
const FILLING_PATIENCE_MS = 10 * 60_000;
const QUIET_PATIENCE_MS = 5_000;
const ABSENT = { name: 'nothing-here', path: '/no-such-page' };

const started = process.env.PLYR_URL ? undefined : await startProduct({ args: [] });
if (started) await untilFilled(started.ready);
const browser = await chromium.launch({ executablePath: process.env.BROWSER_PATH, args: LAUNCH_ARGS });
try {
  fs.mkdirSync(FOLDER, { recursive: true });
  const url = process.env.PLYR_URL;
  const { guest, member } = await pages(url);
  for (const viewport of WIDTHS) {
    for (const theme of THEMES) {
      const context = await browser.newContext({ baseURL: url, viewport, hasTouch: viewport.width < 600 });
      await context.addInitScript((choice) => localStorage.setItem('plyr.theme', choice), theme);
      const page = await context.newPage();
      for (const one of guest) await picture(page, one, theme, viewport);
      await signIn(page, JSON.parse(process.env.PLYR_ACCOUNTS)[0]);
      for (const one of member) await picture(page, one, theme, viewport);
      await context.close();
    }
  }
  process.stdout.write(`pictures are in ${FOLDER}\n`);
} finally {
  await browser.close();
  await started?.stop();
}

/** What guests and members see; a track, an artist and an album are taken from what is there. */
async function pages(url) {
  const { tracks } = await (await fetch(`${url}/api/tracks/?limit=20`)).json();
  const track = tracks[0];
  const shown = track
    ? [
        { name: 'track', path: `/track/${track.id}` },
        { name: 'artist', path: `/u/${track.artist_handle}` },
        ...albumOf(tracks),
      ]
    : [];
  return {
    guest: [{ name: 'home', path: '/' }, ...shown, { name: 'login', path: '/login' }, ABSENT],
    member: [
      { name: 'profile-setup', path: '/profile/setup' },
      { name: 'upload', path: '/upload' },
      { name: 'portal', path: '/portal' },
      { name: 'settings', path: '/settings' },
      { name: 'library', path: '/library' },
    ],
  };
}

function albumOf(tracks) {
  const { artist_handle, album } = tracks.find((track) => track.album) ?? {};
  return album ? [{ name: 'album', path: `/u/${artist_handle}/album/${album.slug}` }] : [];
}

async function picture(page, { name, path: place }, theme, { width }) {
  await page.goto(place);
  // A page that keeps a connection open is never idle.
  await page.waitForLoadState('networkidle', { timeout: QUIET_PATIENCE_MS }).catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(FOLDER, `${name}-${theme}-${width}.png`), fullPage: true });
}

async function untilFilled({ url, pds, accounts, data_dir }) {
  Object.assign(process.env, { PLYR_URL: url, PLYR_PDS_URL: pds, PLYR_ACCOUNTS: JSON.stringify(accounts) });
  process.stdout.write('waiting for the demo catalogue …\n');
  const deadline = Date.now() + FILLING_PATIENCE_MS;
  while (JSON.parse(fs.readFileSync(path.join(data_dir, 'box.json'), 'utf8')).demo !== 'done') {
    if (Date.now() > deadline) throw new Error('the demo catalogue does not get done');
    await sleep(1_000);
  }
}
