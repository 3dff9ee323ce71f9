import { expect, test } from 'vitest';

import { unseenIds } from './unseenIds.ts';

const idOf = (count: number): string => `id-${String(count).padStart(6, '0')}`;

test('of what is on disk, and of what was stored since, it never says that nothing is there', () => {
  const ids = unseenIds(idOf(500));
  for (let count = 501; count <= 50_000; count += 2) ids.stored(idOf(count));
  for (let count = 1; count <= 500; count += 1) expect(ids.isUnseen(idOf(count))).toBe(false);
  for (let count = 501; count <= 50_000; count += 2) expect(ids.isUnseen(idOf(count))).toBe(false);
});

test('a new id is known to be new: above all others, or between those remembered', () => {
  const ids = unseenIds(idOf(500));
  for (let count = 501; count <= 50_000; count += 2) ids.stored(idOf(count));
  expect(ids.isUnseen(idOf(50_001))).toBe(true);
  expect(ids.isUnseen(idOf(49_900))).toBe(true);
  expect(unseenIds(null).isUnseen(idOf(1))).toBe(true);
});
