import base from '../../playwright.config.ts';

/** Takes the pictures of the README anew: `exec playwright test --config tests/e2e/pictures.config.ts`, after a build. */
export default {
  ...base,
  testDir: '.',
  testMatch: 'pictures.ts',
  projects: [{ name: 'pictures' }],
  outputDir: '../../test-results/pictures',
  retries: 0,
};
