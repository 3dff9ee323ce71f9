import { CannedResponse } from '@ringdesk/shared/model/cannedResponse.ts';
import { expect, test } from 'vitest';

import { readCannedFile, writeCannedFile } from './cannedFile.ts';

const hello = CannedResponse.parse({ id: 'c1', shortcut: 'hello', folder: 'Greetings', text: 'Hello {customer}' });

test('[41] what is written is read back, without ids, lists and counts', () => {
  const text = writeCannedFile([hello]);
  expect(text).not.toContain('c1');
  expect(readCannedFile(text)).toEqual({
    ok: true,
    value: [{ shortcut: 'hello', folder: 'Greetings', text: 'Hello {customer}' }],
  });
});

test('[41] a folder may be left out; everything that does not fit is named', () => {
  const file = (responses: readonly unknown[]) => readCannedFile(JSON.stringify({ responses }));
  expect(file([{ shortcut: 'a', text: 'b' }])).toMatchObject({ ok: true, value: [{ folder: '' }] });
  expect(file([{ shortcut: 'two words', text: 'b' }, { shortcut: 'c', text: '' }, 7])).toEqual({
    ok: false,
    error: [
      { line: 1, field: 'shortcut' },
      { line: 2, field: 'text' },
      { line: 3, field: 'shortcut' },
    ],
  });
});

test.each(['', '{', '[]', '{"responses":[]}', '{"responses":7}'])('[41] %j is no such file', (text) => {
  expect(readCannedFile(text)).toEqual({ ok: false, error: ['shape'] });
});
