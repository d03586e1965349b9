import { defineConfig } from '@playwright/test';
import path from 'node:path';
import { findBrowser, LAUNCH_ARGS } from './e2e/support/browser.mjs';

const browser = await findBrowser(path.resolve(import.meta.dirname, '../.cache/chromium'));

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './e2e/support/global-setup.mjs',
  // stories wait more than they compute
  workers: 3,
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
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: browser?.executablePath,
      env: { ...process.env, ...browser?.env },
      args: LAUNCH_ARGS,
    },
  },
});
