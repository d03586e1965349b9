import type { Browser, BrowserContext } from '@playwright/test';

/** The browser writes down every answer that is no good; whether a refusal was meant is seen on the page. */
const OF_THE_NETWORK = /^Failed to load resource|net::ERR_/;

/** What goes wrong inside the pages of a browser, though nothing of it may be seen on them. */
export class PageErrors {
  #found: string[] = [];

  constructor(browser: Browser) {
    browser.on('context', (context) => this.#watch(context));
  }

  /** Those since the last time. */
  take(): string[] {
    return this.#found.splice(0);
  }

  #watch(context: BrowserContext): void {
    context.on('weberror', (thrown) => {
      const { name, message, stack } = thrown.error();
      this.#found.push(`${thrown.page()?.url() ?? 'a page'} threw ${stack || `${name} ${message}`}`);
    });
    context.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' && !OF_THE_NETWORK.test(text)) {
        const { url, lineNumber } = message.location();
        this.#found.push(`${message.page()?.url() ?? 'a page'} wrote ${text} (${url}:${lineNumber})`);
      }
    });
  }
}
