import { describe, expect, test } from 'vitest';

import { createVisitorTokens } from '../application/visitorTokens.ts';
import { cleanPageUrl, pickLanguage } from './liveChatVisitor.ts';

test.each([
  [['pt-BR', 'en'], 'pt'],
  [['de', 'ru-RU'], 'ru'],
  [['ES'], 'es'],
  [['zh-Hant-TW'], 'en'],
  [['', '__proto__'], 'en'],
  [[], 'en'],
])('%s is answered in %s', (preferred, language) => {
  expect(pickLanguage(preferred)).toBe(language);
});

test.each([
  ['https://shop.example/cart?item=7#pay', 'https://shop.example/cart?item=7'],
  ['https://user:secret@shop.example/', 'https://shop.example/'],
  ['https://shop.example/?token=abc&q=shoes&SessionId=1', 'https://shop.example/?q=shoes'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['file:///etc/passwd', undefined],
  ['not an address', undefined],
  ['', undefined],
  [`https://shop.example/path?x=${'y'.repeat(1_900)}`, 'https://shop.example/path'],
])('the page %s is shown as %s', (raw, shown) => {
  expect(cleanPageUrl(raw)).toBe(shown);
});

describe('the token of a visitor', () => {
  const tokens = createVisitorTokens(new Uint8Array(32).fill(7));
  const token = tokens.issue('customer-1' as never, 'channel-1' as never, 1_000);
  const thirtyDays = 30 * 24 * 3_600_000;

  test('says who they are for thirty days on this channel', () => {
    expect(tokens.read(token, 'channel-1' as never, 1_000 + thirtyDays - 1)).toBe('customer-1');
    expect(tokens.read(token, 'channel-1' as never, 1_000 + thirtyDays)).toBeUndefined();
    expect(tokens.read(token, 'channel-2' as never, 2_000)).toBeUndefined();
    expect(token.length).toBeLessThanOrEqual(600);
  });

  test.each([
    ['another customer', token.replace('customer-1', 'customer-2')],
    ['a later end', token.replace(String(1_000 + thirtyDays), String(9_000 + thirtyDays))],
    ['another signature', token.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))],
    [
      'a server with another key',
      createVisitorTokens(new Uint8Array(32)).issue('customer-1' as never, 'channel-1' as never, 1_000),
    ],
    ['nothing', ''],
    ['noise', 'v1.....'],
  ])('with %s it does not', (_what, forged) => {
    expect(tokens.read(forged, 'channel-1' as never, 2_000)).toBeUndefined();
  });
});
