import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import build from './vite.config.ts';

const browserPath = process.env.BROWSER_PATH;

// apart from the build's configuration: a product is built where the tools of tests are not installed
export default mergeConfig(
  build,
  defineConfig({
    test: {
      // several runs side by side each find a port of their own; the dev server's is fixed
      api: { strictPort: false },
      projects: [
        {
          extends: true,
          // without the browser condition svelte's server build runs, and effects never do
          resolve: { conditions: ['browser'] },
          test: {
            name: 'logic',
            environment: 'jsdom',
            // a page of its own for each file, but jsdom itself is read once
            pool: 'vmThreads',
            setupFiles: ['src/lib/ui/jsdom-view.ts'],
            include: ['{src/**/,}*.spec.ts'],
            exclude: ['src/**/*.browser.spec.ts'],
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            include: ['src/**/*.browser.spec.ts'],
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: { ...(browserPath && { executablePath: browserPath }), args: ['--no-sandbox'] },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  }),
);
