import { expect, test } from 'vitest';

import { namesTarget } from './namesTarget.ts';

const named = (shown: string): boolean => namesTarget(shown, new URL(shown).href);

test.each([
  'https://bank.example',
  'https://bank.example/pay?to=1#now',
  'HTTPS://Bank.Example/A',
  'https://bank.example:443/',
  'http://bank.example:80',
  'https://bank.example:8443/',
  'https://bank.example?next=https://other.example',
  'https://192.0.2.1/',
])('%s says where it leads', (shown) => {
  expect(named(shown)).toBe(true);
});

test.each([
  ['a name before the real host', 'https://bank.example@evil.example/'],
  ['a name and a password', 'https://bank.example:443@evil.example/'],
  ['Cyrillic letters that look Latin', 'https://\u0430\u0440\u0440\u04CF\u0435.example/'],
  ['a number for an address', 'https://3221225985/'],
  ['letters behind percent signs', 'https://%65vil.example/'],
  ['text turned round', 'https://bank.example/\u202Egpj.exe'],
  ['a mark nobody sees', 'https://bank\u200B.example/'],
])('%s does not', (_, shown) => {
  expect(named(shown)).toBe(false);
});

test('neither does a text that names another place, or none', () => {
  for (const shown of ['https://bank.example', 'bank.example', 'here', ''])
    expect(namesTarget(shown, 'https://evil.example/')).toBe(false);
  expect(namesTarget('https://evil.example', 'no address')).toBe(false);
});
