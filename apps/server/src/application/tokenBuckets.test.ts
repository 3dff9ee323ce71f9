import { expect, test } from 'vitest';

import { TokenBucket, TokenBuckets } from './tokenBuckets.ts';

test('a bucket gives its burst, then its rate, and says how long to wait', () => {
  const bucket = new TokenBucket({ perSecond: 2, burst: 3 }, 0);
  expect([bucket.take(0), bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0, 500]);
  expect(bucket.take(400)).toBe(100);
  expect(bucket.take(500)).toBe(0);
  expect(bucket.take(500)).toBe(500);
});

test('something large takes several at once, or nothing', () => {
  const bucket = new TokenBucket({ perSecond: 1, burst: 10 }, 0);
  expect([bucket.take(0, 8), bucket.take(0, 8), bucket.take(0, 2)]).toEqual([0, 6_000, 0]);
});

test('a flood of keys seldom looks through all of them', () => {
  const buckets = new TokenBuckets({ perSecond: 0.001, burst: 2 }, 100);
  const sizes = Array.from({ length: 1_000 }, (_, key) => {
    buckets.take(`key ${key}`, 0);
    return buckets.size;
  });
  const shrunk = sizes.filter((size, index) => index > 0 && size < sizes[index - 1]!);
  expect(shrunk.length).toBeGreaterThan(0);
  expect(shrunk.length).toBeLessThanOrEqual(100);
});

test('a clock that goes backwards gives nothing', () => {
  const bucket = new TokenBucket({ perSecond: 1, burst: 1 }, 1_000);
  expect(bucket.take(1_000)).toBe(0);
  expect(bucket.take(0)).toBe(1_000);
  expect(bucket.take(1_000)).toBe(1_000);
});

test('a flood of keys costs bounded memory and forgets full buckets first', () => {
  const buckets = new TokenBuckets({ perSecond: 0.001, burst: 1 }, 100);
  for (let key = 0; key < 10_000; key += 1) buckets.take(`key ${key}`, 0);
  expect(buckets.size).toBeLessThanOrEqual(100);
  expect(buckets.take('key 9999', 0)).toBeGreaterThan(0);
});
