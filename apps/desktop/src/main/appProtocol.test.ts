import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { answerApp, findFile, readManifest } from './appProtocol.ts';

const folder = mkdtempSync(join(tmpdir(), 'ringdesk-protocol-'));
const renderer = join(folder, 'renderer');
mkdirSync(join(renderer, 'assets'), { recursive: true });
writeFileSync(join(folder, 'secret.html'), 'secret');
writeFileSync(join(renderer, 'index.html'), '<p>desk');
writeFileSync(join(renderer, 'assets/main-1234.js'), 'run()');
writeFileSync(join(renderer, 'assets/notes.txt'), 'of a type nobody thought of');
afterAll(() => rmSync(folder, { recursive: true }));

const manifest = await readManifest(renderer);
const get = (address: string): unknown => findFile(manifest, 'GET', address);

describe('the app’s own scheme', () => {
  test('lists the built pages, by types it knows', () => {
    expect([...manifest.keys()].toSorted()).toEqual(['/assets/main-1234.js', '/index.html']);
  });

  test.for(['/', '/inbox', '/inbox/0198-a', '/settings/queues/new', '/sign-in', '/join'])(
    '%s is the one page',
    (path) => {
      expect(get(`app://ringdesk${path}`)).toMatchObject({ file: join(renderer, 'index.html') });
    },
  );

  test.for([
    '/../secret.html',
    '/..%2fsecret.html',
    '/..%2Fsecret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/..%5csecret.html',
    '/..\\secret.html',
    '//secret.html',
    '/assets//main-1234.js',
    '/assets/./../../secret.html',
    '/index.html%00.js',
    '/%00',
    '/assets/%c0%ae%c0%ae/secret.html',
    '/assets/..%c0%afsecret.html',
    '/assets/..%252fsecret.html',
    '/C:/Windows/win.ini',
    '/etc/passwd',
    '/assets/notes.txt',
    '/assets',
    '/index.html/',
    '/inbox/a/b',
    `/${'a'.repeat(3_000)}`,
    '/__proto__',
    '/constructor',
  ])('%s does not exist', (path) => expect(get(`app://ringdesk${path}`)).toEqual({ status: 404 }));

  test('other hosts, schemes and methods get nothing', () => {
    for (const address of [
      'app://evil/',
      'app://ringdesk.evil/',
      'app://a@ringdesk/',
      'https://ringdesk/',
      'file:///index.html',
      'nonsense',
    ])
      expect(get(address)).toEqual({ status: 404 });
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])
      expect(findFile(manifest, method, 'app://ringdesk/')).toEqual({ status: 405 });
  });

  test('every answer carries the policy, also the ones that say no', async () => {
    const answer = answerApp(manifest, () => "default-src 'none'");
    const [page, script, missing] = await Promise.all(
      ['/', '/assets/main-1234.js', '/no'].map((path) => answer({ method: 'GET', url: `app://ringdesk${path}` })),
    );
    expect([page?.status, await page?.text(), page?.headers.get('content-type')]).toEqual([
      200,
      '<p>desk',
      'text/html; charset=utf-8',
    ]);
    expect([script?.headers.get('content-type'), missing?.status]).toEqual(['text/javascript; charset=utf-8', 404]);
    for (const response of [page, script, missing]) {
      expect(response?.headers.get('content-security-policy')).toBe("default-src 'none'");
      expect(response?.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
