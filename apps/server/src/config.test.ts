import { describe, expect, test } from 'vitest';

import { envExample, readConfig } from './config.ts';

describe('the configuration', () => {
  test('has defaults for everything: this machine only, data beside the program', () => {
    const reading = readConfig({});
    expect(reading).toMatchObject({
      ok: true,
      config: {
        host: '127.0.0.1',
        port: 7080,
        demo: false,
        trustProxy: [],
        publicUrl: undefined,
        metricsToken: undefined,
      },
    });
    expect(reading.ok && reading.config.dataDir).toMatch(/[\\/]data$/);
  });

  test.each([
    ['RINGDESK_PORT', '65536'],
    ['RINGDESK_PORT', '-1'],
    ['RINGDESK_PORT', '7080.5'],
    ['RINGDESK_PORT', '0x10'],
    ['RINGDESK_PUBLIC_URL', 'desk.example.com'],
    ['RINGDESK_PUBLIC_URL', 'https://desk.example.com/path'],
    ['RINGDESK_PUBLIC_URL', 'https://user:secret@desk.example.com'],
    ['RINGDESK_PUBLIC_URL', 'javascript:alert(1)'],
    ['RINGDESK_TRUST_PROXY', 'proxy.example.com'],
    ['RINGDESK_TRUST_PROXY', '10.0.0.0/33'],
    ['RINGDESK_METRICS_TOKEN', 'short'],
    ['RINGDESK_DEMO', 'yes'],
    ['RINGDESK_LOG_LEVEL', 'loud'],
    ['RINGDESK_VISITORS_PER_ADDRESS', '0'],
  ])('%s=%s is a problem that names the setting', (name, value) => {
    const reading = readConfig({ [name]: value });
    expect(reading.ok).toBe(false);
    expect(!reading.ok && reading.problems).toEqual([expect.stringContaining(name)]);
  });

  test('what the desk, the tests and the tools read is no slip; anything else of that name is one', () => {
    const theirs = {
      RINGDESK_CHROMIUM: '/usr/bin/chromium',
      RINGDESK_URL: 'http://127.0.0.1:7080',
      RINGDESK_SEED: '1',
    };
    expect(readConfig(theirs)).toMatchObject({ ok: true });
    expect(readConfig({ ...theirs, RINGDESK_URI: 'x' })).toEqual({
      ok: false,
      problems: ['RINGDESK_URI is not a setting of Ringdesk.'],
    });
  });

  test('every setting of the example can be set as the example says', () => {
    const env = Object.fromEntries(
      envExample()
        .split('\n')
        .filter((line) => line.startsWith('#RINGDESK_'))
        .map((line) => line.slice(1).split('=') as [string, string]),
    );
    expect(Object.keys(env).length).toBeGreaterThan(8);
    expect(readConfig(env)).toMatchObject({ ok: true, config: { port: 7080 } });
  });
});
