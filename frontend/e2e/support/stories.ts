import { expect, test as base, type Page } from '@playwright/test';
import { type Artist, newArtist } from './artist.ts';
import { emptyQueue } from './enqueue.ts';
import { listenTo } from './hearing.ts';
import { PageErrors } from './page-errors.ts';

interface OfWorker {
  /** Has three songs that are out. */
  artist: Artist;
  errors: PageErrors;
}
interface OfStory {
  /** A page on which the artist is signed in, with nothing left to play from an earlier story; `page` is a guest's. */
  studio: Page;
  /** Every story ends with it: nothing went wrong inside its pages. */
  faultless: void;
}

/** The tests of the stories: what their pages play can be heard. */
export const test = base.extend<OfStory, OfWorker>({
  errors: [({ browser }, use) => use(new PageErrors(browser)), { scope: 'worker', auto: true }],
  artist: [
    async ({ browser }, use, { workerIndex }) =>
      use(await newArtist(browser, `artist${workerIndex}`, `Ada ${workerIndex}`)),
    { scope: 'worker', timeout: 90_000 },
  ],
  faultless: [
    async ({ errors }, use) => {
      await use();
      expect(errors.take()).toEqual([]);
    },
    { auto: true },
  ],
  page: async ({ page }, use) => {
    await listenTo(page);
    await use(page);
  },
  studio: async ({ browser, baseURL, artist }, use) => {
    const context = await browser.newContext({ baseURL, storageState: artist.session });
    await emptyQueue(context.request);
    const page = await context.newPage();
    await listenTo(page);
    await use(page);
    await context.close();
  },
});

export { expect } from '@playwright/test';
