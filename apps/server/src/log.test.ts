import { expect, test } from 'vitest';

import { createLog, loggable } from './log.ts';

test('the log keeps ids, codes and sizes and drops everything else', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  const error = Object.assign(new Error('could not parse "canary@example.com"'), {
    code: 'SQLITE_BUSY',
    input: 'canary',
  });
  log.error(
    {
      agentId: 'a1',
      text: 'canary',
      email: 'canary@example.com',
      nested: { agentId: 'canary' },
      bytes: 12,
      err: error,
    },
    'words of ours',
  );
  const [line = ''] = lines;
  expect(line).not.toContain('canary');
  expect(JSON.parse(line)).toMatchObject({
    level: 50,
    agentId: 'a1',
    bytes: 12,
    msg: 'words of ours',
    err: { kind: 'Error', code: 'SQLITE_BUSY', frames: expect.arrayContaining([expect.stringMatching(/^at /)]) },
  });
});

test('a warning says what is wrong: which line and why, which trouble at the doors of calls, how full the memory is', () => {
  const said = { trunkId: 't1', problem: 'refused', category: 'mediaFailed', count: 2, kind: 'recording', percent: 92 };
  expect(loggable(said)).toEqual(said);
});
