import { expect, test } from 'vitest';

import { isSigned, signRequest } from './signedRequests.ts';

const NOW = 1_790_000_000_000;
const header = signRequest('secret', '{"text":"Hello"}', NOW);

test('what was signed a moment ago is believed', () => {
  expect(header).toMatch(/^t=1790000000,v1=[0-9a-f]{64}$/);
  expect(isSigned('secret', header, '{"text":"Hello"}', NOW + 60_000)).toBe(true);
});

test.each([
  ['another body', 'secret', header, '{"text":"Hullo"}', NOW],
  ['another secret', 'other', header, '{"text":"Hello"}', NOW],
  ['another time', 'secret', header.replace('t=1790000000', 't=1790000001'), '{"text":"Hello"}', NOW],
  ['one of yesterday', 'secret', header, '{"text":"Hello"}', NOW + 86_400_000],
  ['one of tomorrow', 'secret', header, '{"text":"Hello"}', NOW - 86_400_000],
  ['none', 'secret', undefined, '{"text":"Hello"}', NOW],
  ['something else', 'secret', 'v1=abc', '{"text":"Hello"}', NOW],
  ['the shape alone', 'secret', `t=1790000000,v1=${'0'.repeat(64)}`, '{"text":"Hello"}', NOW],
])('%s is not', (_what, secret, given, body, now) => {
  expect(isSigned(secret, given, body, now)).toBe(false);
});
