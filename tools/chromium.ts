import { accessSync, constants } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Absent and forbidden mean the same here: this browser cannot be started.
    return false;
  }
};

/**
 * The Chromium which browser tests run in: `RINGDESK_CHROMIUM` where it is set, else the first one installed in a usual
 * place. Undefined where there is none; browser tests are then skipped, and counted as skipped.
 */
export const chromiumPath = (environment: NodeJS.ProcessEnv = process.env): string | undefined => {
  const named = environment['RINGDESK_CHROMIUM'];
  return (named === undefined || named === '' ? places : [named]).find(isExecutable);
};
