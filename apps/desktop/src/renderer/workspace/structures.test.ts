import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SortedIds } from './sortedIds.ts';
import { Table } from './table.ts';

const byKey = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : a > b ? 1 : 0);
const keys = fc.integer({ min: 0, max: 300 }).map((n) => `key-${n}`);
const steps = fc.array(fc.record({ key: keys, value: fc.option(fc.integer(), { nil: undefined }) }), {
  maxLength: 400,
});

describe('Table', () => {
  it('holds what a Map would hold after any changes, and leaves the earlier tables as they were', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        let table = Table.from<string, number>([]);
        const map = new Map<string, number>();
        const before: { readonly table: Table<string, number>; readonly entries: string }[] = [];
        for (const { key, value } of changes) {
          before.push({ table, entries: JSON.stringify([...map].toSorted(byKey)) });
          table = value === undefined ? table.without(key) : table.put(key, value);
          if (value === undefined) map.delete(key);
          else map.set(key, value);
        }
        expect(table.size).toBe(map.size);
        expect([...table.entries()].toSorted(byKey)).toEqual([...map].toSorted(byKey));
        for (const old of before.slice(-20))
          expect(JSON.stringify([...old.table.entries()].toSorted(byKey))).toBe(old.entries);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same table when nothing changes, so that nobody renders', () => {
    const table = Table.from([['a', 1] as const]);
    expect(table.put('a', 1)).toBe(table);
    expect(table.without('b' as 'a')).toBe(table);
  });
});

describe('SortedIds', () => {
  const entries = fc.array(fc.record({ id: keys, rank: fc.integer({ min: 0, max: 20 }), add: fc.boolean() }), {
    maxLength: 1_500,
  });

  it('is always what sorting the set would give, however it was filled', () => {
    fc.assert(
      fc.property(entries, (changes) => {
        let list = SortedIds.from<string>([]);
        const set = new Map<string, { readonly id: string; readonly rank: number }>();
        for (const { id, rank, add } of changes) {
          const name = `${rank}/${id}`;
          list = add ? list.add({ id, rank }) : list.remove({ id, rank });
          if (add) set.set(name, { id, rank });
          else set.delete(name);
        }
        const expected = [...set.values()]
          .toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
          .map(({ id }) => id);
        expect([...list]).toEqual(expected);
        expect(list.size).toBe(expected.length);
        expect(list.slice(3, 40)).toEqual(expected.slice(3, 40));
        expect(list.at(Math.floor(expected.length / 2))).toBe(expected[Math.floor(expected.length / 2)]);
      }),
      { numRuns: 60 },
    );
  });

  it('splits chunks as it grows and still finds every place', () => {
    let list = SortedIds.from<string>([]);
    for (let n = 0; n < 5_000; n += 1) list = list.add({ id: String((n * 7_919) % 5_000).padStart(4, '0'), rank: 0 });
    expect(list.size).toBe(5_000);
    expect(list.at(4_321)).toBe('4321');
    expect(list.slice(2_000, 2_003)).toEqual(['2000', '2001', '2002']);
  });
});
