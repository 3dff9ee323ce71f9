import 'fake-indexeddb/auto';

import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.restoreAllMocks());

it('is opened anew after it could not be: what is written from then on is kept', async () => {
  const { localDatabase } = await import('./localDatabase.ts');
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new Error('no room');
  });
  await expect(localDatabase()).rejects.toThrow('no room');
  expect(await (await localDatabase()).count('drafts')).toBe(0);
});
