import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { PLACES } from './support/places.ts';
import { expect, test } from './support/stories.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** All that a theme changes are colours. */
const RULES_OF_A_THEME = ['color-contrast'];
/** What passed is not written down, and no second window is opened for frames that there are none of. */
const ONLY_FAULTS = { resultTypes: ['violations'] as ['violations'] };
const NARROW = 390;
const WIDE = 1440;
const NARROWEST = 320;

for (const { name, path, inner, narrow, before, prepare } of PLACES) {
  test(`axe finds nothing, and nothing is cut off at 320 px: ${name}`, async ({
    page: guest,
    artist,
    browser,
    baseURL,
    playwright,
  }) => {
    const request = await playwright.request.newContext({ baseURL, storageState: artist.session });
    const widths = narrow ? [NARROW] : [NARROW, WIDE];
    const context = inner && (await browser.newContext({ baseURL, storageState: artist.session }));
    const page = context ? await context.newPage() : guest;
    await before?.(page);
    if (narrow) await page.setViewportSize({ width: NARROW, height: 900 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(await path(artist, request));
    await expect(page.getByRole('heading').first()).toBeVisible();
    await prepare?.(page);
    await page.waitForLoadState('networkidle');
    for (const theme of ['dark', 'light']) {
      await page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await untilColoursRest(page);
        const axe = new AxeBuilder({ page }).options({ ...ONLY_FAULTS }).setLegacyMode();
        const found = await faults(theme === 'dark' ? axe.withTags(RULES) : axe.withRules(RULES_OF_A_THEME));
        expect.soft(found, `${theme}, ${width} px`).toEqual([]);
      }
    }
    await page.setViewportSize({ width: NARROWEST, height: 700 });
    await expect.soft.poll(() => tooWide(page), { message: 'what is wider than the window' }).toEqual([]);
    await request.dispose();
    if (context) await context.close();
  });
}

/** A change of theme fades the colours of buttons; on the way they have no contrast. */
async function untilColoursRest(page: Page): Promise<void> {
  await page.evaluate(() => {
    const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    return Promise.allSettled(fading.map(({ finished }) => finished)).then(() => undefined);
  });
}

async function faults(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
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
