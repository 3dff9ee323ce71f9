import { expect, test } from 'vitest';

import { failpointsFrom } from './engineFailpoints.ts';

test('a fault happens once, at the pass that was asked for, and nowhere else', () => {
  const failpoints = failpointsFrom('commit@2=eio');
  failpoints('commit');
  failpoints('beforeCommit');
  expect(() => failpoints('commit')).toThrow(expect.objectContaining({ code: 'SQLITE_IOERR_FSYNC' }));
  failpoints('commit');
});

test.each(['', 'commit@', 'commit=boom', 'commit@x', 'commit=eio;rm', ' commit', '__proto__=constructor'])(
  'what is no failpoint is refused: %j',
  (text) => {
    expect(() => failpointsFrom(text)).toThrow('not a failpoint');
  },
);
