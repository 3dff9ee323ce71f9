import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { describe, expect, test } from 'vitest';

import { heldSections } from './heldSections.ts';
import { idsOf, indexOfRow, isHead, itemAt, itemCount, type Section, type SectionKey, stepFrom } from './sections.ts';

const section = (key: SectionKey, ids: string[], open = true): Section => ({
  key,
  ids: idsOf(ids as InteractionId[]),
  open,
});
const id = (text: string): InteractionId => text as InteractionId;
const list = [
  section('needsReply', ['a', 'b']),
  section('waitingForCustomer', []),
  section('parked', ['c'], false),
  section('closed', ['d']),
];

test('headings and rows in their order; empty groups are not drawn, folded ones show their heading', () => {
  const drawn = Array.from({ length: itemCount(list) }, (_, index) => itemAt(list, index)).map((item) =>
    item?.kind === 'row' ? item.id : item?.section.key,
  );
  expect(drawn).toEqual(['needsReply', 'a', 'b', 'parked', 'closed', 'd']);
  expect(itemAt(list, 6)).toBeUndefined();
  expect([0, 1, 2, 3, 4, 5, 6].filter((index) => isHead(list, index))).toEqual([0, 3, 4]);
  expect(indexOfRow(list, id('d'))).toBe(5);
  expect(indexOfRow(list, id('c'))).toBe(-1);
});

describe('stepping with the keyboard', () => {
  test.each([
    [undefined, 1, 'a'],
    ['a', 1, 'b'],
    ['b', 1, 'd'],
    ['d', 1, undefined],
    ['d', -1, 'b'],
    ['a', -1, undefined],
    [undefined, -1, 'd'],
    ['gone', 1, 'a'],
  ] as const)('from %s by %i', (from, step, to) => {
    expect(stepFrom(list, from === undefined ? undefined : id(from), step)).toBe(to);
  });
  test('to the ends', () => {
    expect(stepFrom(list, id('b'), 'first')).toBe('a');
    expect(stepFrom(list, id('b'), 'last')).toBe('d');
    expect(stepFrom([], undefined, 'first')).toBeUndefined();
  });
});

describe('holding', () => {
  test('rows keep their places, the folding is the new one', () => {
    const fresh = [
      section('needsReply', ['b', 'e']),
      section('waitingForCustomer', ['a']),
      section('parked', ['c']),
      section('closed', ['d']),
    ];
    const held = heldSections(list, fresh);
    expect(
      Array.from({ length: itemCount(held) }, (_, index) => itemAt(held, index)).flatMap((item) =>
        item?.kind === 'row' ? [item.id] : [],
      ),
    ).toEqual(['a', 'b', 'e', 'c', 'd']);
    expect(held[2]?.open).toBe(true);
  });
  test('a long list is held without looking at its rows', () => {
    const many = Array.from({ length: 300 }, (_, index) => `i${index}`);
    const before = [section('all', many)];
    const [held] = heldSections(before, [section('all', many.toReversed())]);
    expect(held?.ids).toBe(before[0]?.ids);
  });
  test('other groups are another list', () => {
    const fresh = [section('all', ['x'])];
    expect(heldSections(list, fresh)).toBe(fresh);
  });
});
