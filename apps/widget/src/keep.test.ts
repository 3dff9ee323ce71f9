import { describe, expect, test } from 'vitest';

import { idMaker } from './newId.ts';
import { openKeep } from './keep.ts';

/** As much of a browser's storage as is used, with a switch that makes it refuse. */
const fakeStorage = () => {
  const rows: Record<string, string> = {};
  const state = { full: false, writes: 0 };
  const storage = Object.create(rows, {
    getItem: { value: (key: string) => rows[key] ?? null },
    setItem: {
      value: (key: string, value: string) => {
        state.writes += 1;
        if (state.full) throw new DOMException('Full', 'QuotaExceededError');
        rows[key] = value;
        (storage as Record<string, string>)[key] = value;
      },
    },
    removeItem: {
      value: (key: string) => {
        state.writes += 1;
        delete rows[key];
        delete (storage as Record<string, string>)[key];
      },
    },
  }) as Storage;
  return { storage, state, rows };
};

describe('keep', () => {
  test('remembers under its prefix, lists and forgets', () => {
    const { storage, rows } = fakeStorage();
    storage.setItem('someone.else', 'x');
    const keep = openKeep('rd.', () => storage);
    keep.set('out.2', 'b');
    keep.set('out.1', 'a');
    keep.set('draft', 'c');
    expect(rows).toMatchObject({ 'rd.out.1': 'a', 'someone.else': 'x' });
    expect(keep.keys('out.')).toEqual(['out.1', 'out.2']);
    keep.set('out.1', null);
    expect(keep.get('out.1')).toBeNull();
    expect(keep.keys('out.')).toEqual(['out.2']);
  });

  test('serves from memory where the page may not store', () => {
    const keep = openKeep('rd.', () => {
      throw new DOMException('Blocked', 'SecurityError');
    });
    keep.set('out.1', 'a');
    expect(keep.get('out.1')).toBe('a');
    expect(keep.keys('out.')).toEqual(['out.1']);
    keep.set('out.1', null);
    expect(keep.get('out.1')).toBeNull();
  });

  test('what is there already is not written again: each writing wakes the other tabs', () => {
    const { storage, state } = fakeStorage();
    const keep = openKeep('rd.', () => storage);
    keep.set('live', '1');
    keep.set('live', '1');
    expect(state.writes).toBe(1);
    keep.set('live', null);
    keep.set('live', null);
    expect(state.writes).toBe(2);
  });

  test('what does not fit any more is kept in memory, and the older value is not seen again', () => {
    const { storage, state } = fakeStorage();
    const keep = openKeep('rd.', () => storage);
    keep.set('draft', 'short');
    state.full = true;
    keep.set('draft', 'long');
    expect(keep.get('draft')).toBe('long');
    keep.set('draft', null);
    expect(keep.get('draft')).toBeNull();
  });
});

describe('newId', () => {
  test('makes UUIDv7 that sort by their making, also when the clock goes back', () => {
    let now = 1_800_000_000_000;
    const newId = idMaker(
      () => (now -= 1_000),
      (bytes) => crypto.getRandomValues(bytes),
    );
    const ids = Array.from({ length: 1_000 }, newId);
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)).toBe(1_799_999_999_000);
  });
});
