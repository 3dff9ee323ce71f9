import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { judgePermission } from './permissions.ts';

/** Every name Electron knows, read from its own declarations: a new version brings its new names into this test. */
const electron = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const declared = readFileSync(join(electron, 'electron.d.ts'), 'utf8');
const [, list = ''] =
  /setPermissionRequestHandler\(handler: .*?permission: ((?:'[a-zA-Z-]+'(?: \| )?)+)/.exec(declared) ?? [];
const names = [...list.matchAll(/'([a-zA-Z-]+)'/g)].map(([, name = '']) => name);

const ask = (
  permission: string,
  more: { from?: string; isMainFrame?: boolean; media?: string[] } = {},
  telephony = false,
): boolean =>
  judgePermission({ permission, from: 'app://ringdesk/inbox', isMainFrame: true, media: [], ...more }, { telephony });

/** Notices, copying, and a server in the own network, which `requests.ts` names. Everything else needs a phone, or is never given. */
const given = [
  'notifications',
  'clipboard-sanitized-write',
  'local-network',
  'local-network-access',
  'loopback-network',
];
const ofPhone = ['media', 'speaker-selection', 'hid'];

describe('permissions', () => {
  test('the declarations were read, and every name that is given is one of them', () => {
    expect(names.length).toBeGreaterThan(30);
    expect(names).toEqual(expect.arrayContaining([...given, ...ofPhone]));
  });

  test.for(names)('%s', (name) => {
    const always = given.includes(name);
    const media = name === 'media' ? ['audio'] : [];
    expect(ask(name, { media })).toBe(always);
    expect(ask(name, { media }, true)).toBe(always || ofPhone.includes(name));
    expect(ask(name, { media, from: 'https://desk.example/' }, true)).toBe(false);
    expect(ask(name, { media, from: 'app://ringdesk.evil/' }, true)).toBe(false);
    expect(ask(name, { media, isMainFrame: false }, true)).toBe(false);
  });

  test('the camera is never given, alone or beside the microphone', () => {
    for (const media of [['video'], ['audio', 'video'], ['unknown'], []])
      expect(ask('media', { media }, true)).toBe(false);
  });

  test('names that do not exist yet', () => {
    for (const name of ['', 'teleportation', '__proto__', 'constructor']) expect(ask(name, {}, true)).toBe(false);
  });
});
