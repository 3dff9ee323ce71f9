import { expect, test } from 'vitest';

import { snippetParts } from './snippet.ts';

test('marks what was found', () => {
  expect(snippetParts('is the ⟦battery⟧ in')).toEqual([
    { text: 'is the ', match: false },
    { text: 'battery', match: true },
    { text: ' in', match: false },
  ]);
});
test('unpaired marks leave no trace and lose no text', () => {
  expect(
    snippetParts('a⟧b')
      .map(({ text }) => text)
      .join(''),
  ).toBe('ab');
  expect(snippetParts('a⟦b')).toEqual([
    { text: 'a', match: false },
    { text: 'b', match: true },
  ]);
  expect(snippetParts('')).toEqual([]);
});
