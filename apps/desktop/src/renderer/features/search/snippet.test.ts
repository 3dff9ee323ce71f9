import { expect, test } from 'vitest';

import { snippetParts } from './snippet.ts';
import { searchOf } from './useSearch.ts';

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

test('hits stay while the word goes on, and not for another word', () => {
  const found = { query: 'war', hits: [] };
  expect(searchOf('warr', found)).toEqual({ state: 'found', hits: [], query: 'war' });
  expect(searchOf('wa', found)).toMatchObject({ state: 'found' });
  expect(searchOf('bike', found)).toEqual({ state: 'searching' });
  expect(searchOf('war', undefined)).toEqual({ state: 'searching' });
});
test('no answer is said for the word it was asked for', () => {
  expect(searchOf('war', { query: 'war', hits: undefined })).toEqual({ state: 'failed' });
  expect(searchOf('warr', { query: 'war', hits: undefined })).toEqual({ state: 'searching' });
});
