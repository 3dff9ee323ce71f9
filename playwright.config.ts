import { defineConfig } from '@playwright/test';

import { chromiumPath } from './tools/chromium.ts';

const executablePath = chromiumPath();

/** End-to-end tests: the built renderer and widget, served by the real server, in the system's Chromium. */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // Every test starts a server and two to four pages, and waits for them most of the time: two of them fill two cores.
  workers: 2,
  fullyParallel: false,
  // The audits are the longest and measure no time: begun first, they end beside the journeys.
  projects: [
    { name: 'audits', testMatch: /a11y\.spec/i },
    { name: 'journeys', testIgnore: /a11y\.spec/i },
  ],
  forbidOnly: process.env['CI'] !== undefined,
  // A machine that is busy for a moment is not a broken product; what needed the second try is named in the list.
  retries: process.env['CI'] === undefined ? 0 : 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    // Playwright's own recorder and browsers are downloads which a closed network does not allow.
    video: 'off',
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    // Recording costs a fifth of the time: where there is a second try, only that one is recorded.
    trace: process.env['CI'] === undefined ? 'retain-on-failure' : 'on-first-retry',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
});
