import { test as base, type Page } from '@playwright/test';
import { type Artist, newArtist } from './artist.ts';
import { listenTo } from './hearing.ts';

interface OfWorker {
  /** Has three songs that are out. */
  artist: Artist;
}
interface OfStory {
  /** A page on which the artist is signed in; `page` is a guest's. */
  studio: Page;
}

/** The tests of the stories: what their pages play can be heard. */
export const test = base.extend<OfStory, OfWorker>({
  artist: [
    async ({ browser }, use, { workerIndex }) =>
      use(await newArtist(browser, `artist${workerIndex}`, `Ada ${workerIndex}`)),
    { scope: 'worker', timeout: 90_000 },
  ],
  page: async ({ page }, use) => {
    await listenTo(page);
    await use(page);
  },
  studio: async ({ browser, baseURL, artist }, use) => {
    const context = await browser.newContext({ baseURL, storageState: artist.session });
    const page = await context.newPage();
    await listenTo(page);
    await use(page);
    await context.close();
  },
});

export { expect } from '@playwright/test';
