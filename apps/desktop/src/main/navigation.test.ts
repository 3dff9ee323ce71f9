import { describe, expect, test } from 'vitest';

import { judgeExternal, judgeFrame, judgeNavigation, judgeNewWindow } from './navigation.ts';

const server = 'https://desk.example';

/** Addresses which look like ours and are not, and ways out of the page. */
const strange = [
  'https://evil.example/',
  'http://ringdesk/',
  'app://ringdesk.evil/',
  'app://evil@ringdesk/',
  'app://ringdesk:8080/',
  'app://ringdesk@evil/inbox',
  'app://ringdesk/../../etc/passwd',
  'app://ringdesk/inbox/..%2f..%2fetc',
  'app://ringdesk/%2e%2e/secret',
  'app://ringdesk/index.html',
  'app://RINGDESK.evil/inbox',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://evil.example/1',
  'about:blank',
  'ringdesk://interaction/1',
  'ms-settings:privacy',
  'smb://host/share',
  'view-source:app://ringdesk/',
  'chrome://settings',
  'devtools://devtools/bundled/inspector.html',
  '//evil.example',
  '',
  'x'.repeat(5_000),
];

describe('where a window may go', () => {
  test.for([
    'app://ringdesk/',
    'app://ringdesk/inbox',
    'app://ringdesk/inbox/0198-a_b',
    'app://ringdesk/settings/queues/q1',
    'app://ringdesk/join#secret',
    'app://ringdesk/offerWindow.html',
  ])('allows %s', (url) => expect(judgeNavigation(url, server)).toBe('allow'));
  test.for(strange)('refuses %s', (url) => expect(judgeNavigation(url, server)).toBe('deny'));

  test('a file of the server is downloaded and never visited; other pages of the server stay outside', () => {
    expect(judgeNavigation(`${server}/files/a1/content/grant`, server)).toBe('download');
    expect(judgeNavigation(`${server}/files/a1/content/grant`, undefined)).toBe('deny');
    expect(judgeNavigation(`${server}.evil/files/a1/content/grant`, server)).toBe('deny');
    expect(judgeNavigation(`${server}/files/..%2f..%2f/x/y`, server)).toBe('deny');
    expect(judgeNavigation(`${server}/inbox`, server)).toBe('deny');
  });

  test('frames show what the page made itself', () => {
    expect(['about:blank', 'about:srcdoc', 'blob:app://ringdesk/1'].every(judgeFrame)).toBe(true);
    expect(
      [
        'https://evil.example',
        'blob:https://evil.example/1',
        'blob:app://ringdesk.evil/1',
        'data:text/html,x',
        'app://ringdesk/',
      ].some(judgeFrame),
    ).toBe(false);
  });
});

describe('new windows', () => {
  test('an empty one for an interaction, by its name', () => {
    expect(judgeNewWindow('about:blank', 'interaction-0198ab', server)).toEqual({ kind: 'interaction' });
    for (const name of [
      '',
      'interaction-',
      'interaction-A',
      `interaction-${'a'.repeat(41)}`,
      'interaction-a b',
      'other',
      'x-interaction-1',
    ])
      expect(judgeNewWindow('about:blank', name, server)).toEqual({ kind: 'deny' });
    expect(judgeNewWindow('app://ringdesk/inbox', 'interaction-1', server)).toEqual({ kind: 'deny' });
  });

  test('a web page goes to the browser, a file of the server is downloaded', () => {
    expect(judgeNewWindow('https://example.com/a', '_blank', server)).toEqual({
      kind: 'external',
      url: 'https://example.com/a',
    });
    expect(judgeNewWindow(`${server}/files/a/content/g`, '_blank', server)).toEqual({ kind: 'download' });
    expect(judgeNewWindow('file:///etc/passwd', '_blank', server)).toEqual({ kind: 'deny' });
  });
});

describe('what is handed to the system', () => {
  test('https and mail, written anew', () => {
    expect(judgeExternal('HTTPS://Example.COM:443/a b', undefined)).toBe('https://example.com/a%20b');
    expect(judgeExternal('mailto:ana@example.com?subject=Hi', undefined)).toBe('mailto:ana@example.com?subject=Hi');
    expect(judgeExternal('https://пример.рф/', undefined)).toBe('https://xn--e1afmkfd.xn--p1ai/');
  });

  test.for([
    ...strange.filter((url) => !url.startsWith('https:')),
    'http://example.com/',
    'https://user@example.com/',
    'https://user:secret@example.com/',
    'https://exa\nmple.com/',
    'https://',
    'tel:+34600000000',
    'mailto:a@b.c?attach=/etc/passwd',
    'mailto:a@b.c?subject=x%0d%0aBcc:evil@example.com',
    `https://example.com/${'a'.repeat(2_048)}`,
  ])('refuses %s', (url) => expect(judgeExternal(url, undefined)).toBeUndefined());

  test('a server on this machine has no TLS, and its own pages open', () => {
    expect(judgeExternal('http://127.0.0.1:7080/try/c1', 'http://127.0.0.1:7080')).toBe('http://127.0.0.1:7080/try/c1');
    expect(judgeExternal('http://127.0.0.1:9999/', 'http://127.0.0.1:7080')).toBeUndefined();
  });
});
