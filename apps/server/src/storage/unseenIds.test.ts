import { describe, expect, test } from 'vitest';

import { unseenIds, unseenIdsOfOthers } from './unseenIds.ts';

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

describe('ids that others make', () => {
  const START = 1_800_000_000_000;
  const MINUTE = 60_000;
  const madeAt = (at: number, nth = 0): string => {
    const digits = at.toString(16).padStart(12, '0');
    return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-${String(nth).padStart(12, '0')}`;
  };

  /** A table of ids, and how often it was looked at. */
  function bench(before: readonly string[] = []) {
    const table = [...before];
    let now = START;
    let looked = 0;
    const ids = unseenIdsOfOthers({
      now: () => now,
      highestBefore(id) {
        looked += 1;
        return (
          table
            .filter((one) => one < id)
            .toSorted()
            .at(-1) ?? null
        );
      },
      lowestFrom: (id) => table.filter((one) => one >= id).toSorted()[0] ?? null,
    });
    return {
      ids,
      looked: () => looked,
      pass: (ms: number) => void (now += ms),
      store: (id: string) => {
        table.push(id);
        ids.stored(id);
      },
      fresh: (nth = 0) => madeAt(now, nth),
    };
  }

  test('one from the far future does not hide those that come next', () => {
    const { ids, store, fresh, pass } = bench();
    for (const far of ['zz', madeAt(START + 60 * MINUTE), 'ffffffff-ffff-7000-8000-000000000000']) {
      store(far);
      expect(ids.isUnseen(far)).toBe(false);
    }
    // As many as are remembered, and more: what leaves the memory hides what is below it.
    for (let nth = 1; nth <= 30_000; nth += 1) store(fresh(nth));
    pass(MINUTE);
    expect(ids.isUnseen(fresh())).toBe(true);
  });

  test('nor after a restart', () => {
    const { ids, fresh } = bench(['zz', madeAt(START - MINUTE)]);
    expect(ids.isUnseen(fresh())).toBe(true);
    expect(ids.isUnseen('zz')).toBe(false);
    expect(ids.isUnseen(madeAt(START - MINUTE))).toBe(false);
  });

  test('when its time has come it is known as any other, and a few minutes later the next ones are', () => {
    const { ids, store, fresh, pass } = bench();
    const far = madeAt(START + 60 * MINUTE);
    const farther = madeAt(START + 90 * MINUTE);
    store(farther);
    store(far);
    pass(56 * MINUTE);
    expect(ids.isUnseen(far)).toBe(false);
    pass(5 * MINUTE);
    expect(ids.isUnseen(fresh())).toBe(true);
    expect(ids.isUnseen(far)).toBe(false);
    pass(60 * MINUTE);
    expect(ids.isUnseen(farther)).toBe(false);
    expect(ids.isUnseen(fresh())).toBe(true);
  });

  test('the table is not looked at for each', () => {
    const { ids, store, fresh, pass, looked } = bench();
    store('zz');
    store(madeAt(START + 60 * MINUTE));
    for (let minute = 0; minute < 120; minute += 1) {
      pass(MINUTE);
      ids.isUnseen(fresh());
    }
    expect(looked()).toBe(2);
  });

  test('what is stored is never said to be new, whatever its time and however the clock goes', () => {
    const { ids, store, pass } = bench();
    const stored: string[] = [];
    for (let step = 0; step < 3_000; step += 1) {
      const id = madeAt(START + ((step * 7_919) % 600) * MINUTE, step);
      expect(ids.isUnseen(id) && stored.includes(id)).toBe(false);
      store(id);
      stored.push(id);
      if (step % 10 === 0) pass(step % 7 === 0 ? -MINUTE : 2 * MINUTE);
      expect(step % 100 === 0 ? stored.filter((one) => ids.isUnseen(one)) : []).toEqual([]);
    }
    expect(stored.filter((one) => ids.isUnseen(one))).toEqual([]);
  });
});
