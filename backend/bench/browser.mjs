import path from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser, LAUNCH_ARGS } from '../../frontend/e2e/support/browser.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The browser the stories are told in; undefined where there is none. */
export async function openBrowser() {
  const found = await findBrowser(path.join(ROOT, '.cache/chromium'));
  if (!found) return undefined;
  const { executablePath, env } = found;
  return chromium.launch({ executablePath, env: { ...process.env, ...env }, args: LAUNCH_ARGS });
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
