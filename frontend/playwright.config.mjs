import { defineConfig } from '@playwright/test';
import path from 'node:path';
import { findBrowser, LAUNCH_ARGS } from './e2e/support/browser.mjs';

const browser = await findBrowser(path.resolve(import.meta.dirname, '../.cache/chromium'));

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/support/global-setup.mjs',
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // As for the stories of the backend: one more try, and the run says who needed it.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    // Set by the global setup before a worker reads this.
    baseURL: process.env.PLYR_URL,
    headless: true,
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    // Recording every story would take a quarter of the time of all.
    trace: 'on-first-retry',
    launchOptions: {
      executablePath: browser?.executablePath,
      env: { ...process.env, ...browser?.env },
      args: LAUNCH_ARGS,
    },
  },
});
