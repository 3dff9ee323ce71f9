import { describe, expect, it } from 'vitest';

import { moved } from './SortableRows.tsx';

describe('[12] moving in an order', () => {
  const list = ['a', 'b', 'c', 'd'];

  it('moves down, up, to the top and to the end', () => {
    expect(moved(list, 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moved(list, 3, 1)).toEqual(['a', 'd', 'b', 'c']);
    expect(moved(list, 2, 0)).toEqual(['c', 'a', 'b', 'd']);
    expect(moved(list, 0, 3)).toEqual(['b', 'c', 'd', 'a']);
  });

  it('leaves the list alone when there is nothing to move', () => {
    expect(moved(list, 1, 1)).toBe(list);
    expect(moved(list, 4, 0)).toBe(list);
    expect(moved(list, 0, 4)).toBe(list);
    expect(moved(list, 0, -1)).toBe(list);
  });

  it('moving there and back gives the same order', () => {
    for (let from = 0; from < list.length; from += 1) {
      for (let to = 0; to < list.length; to += 1) expect(moved(moved(list, from, to), to, from)).toEqual(list);
    }
  });
});
