import { expect, test } from 'vitest';

import { chromiumPath } from './chromium.ts';

test('the named browser is the only one asked for, and must be a program', () => {
  expect(chromiumPath({ RINGDESK_CHROMIUM: process.execPath })).toBe(process.execPath);
  expect(chromiumPath({ RINGDESK_CHROMIUM: '/nowhere/chromium' })).toBeUndefined();
  expect(chromiumPath({ RINGDESK_CHROMIUM: '' })).toBe(chromiumPath({}));
});
