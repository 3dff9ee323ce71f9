import { expect, it } from 'vitest';

import { defaultCallSettings } from '../model/call.ts';
import { defaultQueueSettings } from '../model/queue.ts';
import { acceptsByItself } from './autoAccept.ts';

const on = { ...defaultQueueSettings, autoAccept: true };

it('is off unless the queue says so, and never with "to all" or for calls', () => {
  expect(acceptsByItself(defaultQueueSettings)).toBe(false);
  expect(acceptsByItself(on)).toBe(true);
  expect(acceptsByItself({ ...on, distribution: 'strict' })).toBe(true);
  expect(acceptsByItself({ ...on, distribution: 'toAll' })).toBe(false);
  expect(acceptsByItself({ ...on, call: defaultCallSettings })).toBe(false);
});
