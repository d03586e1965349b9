import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { packagedChromium } from './packaged-chromium.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * A Chromium that starts here: the one of BROWSER_PATH, else Playwright's own, else the system's, else the packaged one.
 * @param {string} cache where the packaged one may be unpacked
 * @returns {Promise<{executablePath: string, env: Record<string, string>, about: string} | undefined>}
 *   `env` holds BROWSER_PATH and what the browser's process needs
 */
export async function findBrowser(cache) {
  if (process.env.BROWSER_PATH) return described({ executablePath: process.env.BROWSER_PATH, env: inherited() });
  for (const candidate of [ofPlaywright, ofSystem, () => packagedChromium(cache)]) {
    const found = await candidate();
    const browser = found && described(found);
    if (browser) return browser;
  }
  return undefined;
}

/** Nothing but a browser that can tell its version has the libraries it needs. */
function described({ executablePath, env }) {
  const probe = spawnSync(executablePath, ['--version', '--no-sandbox'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (probe.status !== 0 && process.platform !== 'win32') return undefined;
  return {
    executablePath,
    env: { ...env, BROWSER_PATH: executablePath },
    about: (probe.stdout || executablePath).trim(),
  };
}

/** Whoever set BROWSER_PATH for us has set these with it. */
function inherited() {
  const names = ['LD_LIBRARY_PATH', 'FONTCONFIG_PATH'].filter((name) => process.env[name]);
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

function ofPlaywright() {
  const executablePath = chromium.executablePath();
  return fs.existsSync(executablePath) ? { executablePath, env: {} } : undefined;
}

function ofSystem() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const places = [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...APPLICATIONS];
  const executablePath = places.find((place) => fs.existsSync(place));
  return executablePath ? { executablePath, env: {} } : undefined;
}

/** For whoever launches it: real input, sound without a click, and no sandbox where there is none to be had. */
export const LAUNCH_ARGS = ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'];
