import { validate, version } from 'uuid';
import { expect, test } from 'vitest';

import { freshIds } from './freshIds.ts';

test('an id is a UUID of version 7 which says when it was made', () => {
  const newId = freshIds(() => 1_763_730_000_123);
  const id = newId();
  expect(validate(id)).toBe(true);
  expect(version(id)).toBe(7);
  expect(id).toBe(id.toLowerCase());
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(1_763_730_000_123);
});

test('each id sorts after the one before: within a millisecond, later, and while the clock is behind', () => {
  let now = 1_763_730_000_000;
  const newId = freshIds(() => now);
  const ids: string[] = [];
  for (const step of [0, 1, -5_000, 0, 4_999, 10_000]) {
    now += step;
    for (let count = 0; count < 20_000; count += 1) ids.push(newId());
  }
  expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id))).toBe(true);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
});

test('two makers never make the same id, even in the same millisecond', () => {
  const [one, other] = [freshIds(() => 1_763_730_000_000), freshIds(() => 1_763_730_000_000)];
  const ids = new Set(Array.from({ length: 5_000 }, () => [one(), other()]).flat());
  expect(ids.size).toBe(10_000);
});
