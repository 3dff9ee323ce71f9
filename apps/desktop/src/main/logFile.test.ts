import { describe, expect, test } from 'vitest';

import { openLog } from './logFile.ts';
import { redact } from './redact.ts';

describe('the log file', () => {
  test.for([
    ['token=abcdef123', 'token [removed]'],
    ['Authorization: Bearer', 'Authorization [removed]'],
    ['{"password":"hunter2"}', '{"password [removed]"}'],
    ['https://desk.example/inbox?x=1#secret failed', 'https://desk.example/inbox failed'],
    ['GET /files/a1/content/grant', 'GET /files/[removed]'],
    ['mail from ana.ruiz@example.com, again', 'mail from [address], again'],
    ['call from +34 600 111 222', 'call from [number]'],
    [`key ${'a1B2'.repeat(11)}`, 'key [removed]'],
  ])('%s', ([line, written]) => expect(redact(line ?? '')).toBe(written));

  test('our own codes and small numbers pass', () => {
    for (const line of [
      'page.gone.crashed',
      'link.tooLong',
      'reconnected after 12 s, attempt 3',
      'version 0.1.0 on linux 6.12',
    ])
      expect(redact(line)).toBe(line);
  });

  test('every line goes through it, of whatever kind, into a file of at most one megabyte', () => {
    const written: unknown[][] = [];
    const hooks: ((message: { data: unknown[]; date: Date; level: 'info' }) => { data: unknown[] })[] = [];
    const put = (...data: unknown[]): void => {
      const message = { data, date: new Date(0), level: 'info' as const };
      written.push(hooks.reduce<{ data: unknown[] }>((now, hook) => hook({ ...message, ...now }), message).data);
    };
    const transports = {
      file: { level: false as unknown, maxSize: 0, resolvePathFn: () => '' },
      console: { level: 'silly' as unknown },
    };
    const log = openLog(
      { hooks: { push: (hook) => hooks.push(hook as never) }, transports, info: put, warn: put, error: put },
      '/logs/ringdesk.log',
      false,
    );
    log('info', 'a.code', 'from ana@example.com');
    log('error', 'b.code');
    put(new Error('token=abc'), { not: 'text' });
    expect(written[0]).toEqual(['a.code', 'from [address]']);
    expect(written[1]).toEqual(['b.code']);
    expect(String(written[2]?.[0])).toMatch(/^Error: token \[removed\]/);
    expect(transports.file.resolvePathFn()).toBe('/logs/ringdesk.log');
    expect([transports.file.maxSize, transports.file.level, transports.console.level]).toEqual([
      1_048_576,
      'info',
      false,
    ]);
  });
});
