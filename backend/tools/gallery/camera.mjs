import path from 'node:path';
import { chromium } from 'playwright-core';
import { LAUNCH_ARGS } from '../../../frontend/e2e/support/browser.mjs';

const HEIGHTS = { 320: 640, 390: 844, 1440: 900, 1920: 1080 };
const STILL_MS = 400;

/** Takes pictures of pages, each in a browser that has seen nothing before. */
export class Camera {
  #browser;
  #url;
  #states = {};

  constructor(browser, url) {
    this.#browser = browser;
    this.#url = url;
  }

  /** @param {{executablePath: string, env: Record<string, string>}} found */
  static async open(found, url) {
    const { executablePath, env } = found;
    const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env }, args: LAUNCH_ARGS });
    return new Camera(browser, url);
  }

  /** Members are shown what `signIn` brings into a browser. */
  async admit(signIn) {
    this.#states.member = await signIn(this.#browser);
  }

  /** Asks the product as the member does, without a page. */
  async asMember(work) {
    const context = await this.#browser.newContext({ baseURL: this.#url, storageState: this.#states.member });
    try {
      return await work(context.request);
    } finally {
      await context.close();
    }
  }

  /**
   * @param {import('./views/index.mjs').View} view
   * @returns {Promise<string>} the file that was written
   */
  async take(view, subjects, { folder, theme = 'dark', width = 1440, suffix = `-${theme}-${width}`, whole = true }) {
    const context = await this.#browser.newContext({
      baseURL: this.#url,
      storageState: view.member && this.#states.member,
      viewport: { width, height: HEIGHTS[width] },
      deviceScaleFactor: width < 640 ? 2 : 1,
      reducedMotion: 'reduce',
      colorScheme: theme,
    });
    await context.addInitScript((choice) => localStorage.setItem('plyr.theme', choice), theme);
    const page = await context.newPage();
    try {
      await view.before?.(page, subjects);
      await page.goto(view.path(subjects), { waitUntil: 'networkidle' });
      await page.getByRole('heading').first().waitFor();
      // what the server knows of a member's taste comes later than the page
      await page.locator('html').evaluate((root, chosen) => (root.dataset.theme = chosen), theme);
      await view.prepare?.(page, subjects);
      const height = await lookAtAll(page);
      // a window as high as the page: a bar at its foot then stands at the foot of the picture
      if (whole && !view.covers) await page.setViewportSize({ width, height });
      const file = path.join(folder, `${view.name}${suffix}.png`);
      await page.screenshot({ path: file });
      return file;
    } finally {
      await context.close();
    }
  }

  close() {
    return this.#browser.close();
  }
}

/** Has everything fetched that waits until it comes into view; answers the height of the page. */
async function lookAtAll(page) {
  const html = page.locator('html');
  await html.evaluate(async (root) => {
    for (let at = 0; at < root.scrollHeight; at += root.clientHeight) {
      root.scrollTo(0, at);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    root.scrollTo(0, 0);
    await root.ownerDocument.fonts.ready;
  });
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(STILL_MS);
  // last, because what came late made the page longer
  return html.evaluate((root) => root.scrollHeight);
}
