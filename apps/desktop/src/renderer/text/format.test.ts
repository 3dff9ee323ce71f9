import { expect, test } from 'vitest';

import { formatRating } from './format.ts';

test('[43] an average of ratings has one decimal, also where it is whole', () => {
  expect([4, 4.25, 4.96].map(formatRating)).toEqual(['4.0', '4.3', '5.0']);
});
