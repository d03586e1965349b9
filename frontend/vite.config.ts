import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const api = process.env.API_ORIGIN ?? 'http://127.0.0.1:8001';
const browserPath = process.env.BROWSER_PATH;

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ fallback: '200.html' }),
      csp: { mode: 'hash', directives: { 'script-src': ['self'], 'object-src': ['none'], 'base-uri': ['self'] } },
    }),
  ],
  // the prefix is kept: the backend serves the same routes with and without it
  server: { port: 5173, strictPort: true, proxy: { '/api': { target: api } } },
  test: {
    projects: [
      {
        extends: true,
        // without the browser condition svelte's server build runs, and effects never do
        resolve: { conditions: ['browser'] },
        test: {
          name: 'logic',
          environment: 'jsdom',
          include: ['src/**/*.spec.ts'],
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
});
