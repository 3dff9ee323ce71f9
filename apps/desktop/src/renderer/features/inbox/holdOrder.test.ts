import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { holdOrder, type Group } from './holdOrder.ts';

const group = (key: string, ...ids: string[]): Group => ({ key, ids: ids as InteractionId[] });

test('rows keep their places and groups, new ones go to the end, gone ones disappear', () => {
  const shown = [group('needsReply', 'a', 'b', 'c'), group('waiting', 'd')];
  const fresh = [group('needsReply', 'd', 'e', 'a'), group('waiting', 'c')];
  expect(holdOrder(shown, fresh)).toEqual([group('needsReply', 'a', 'c', 'e'), group('waiting', 'd')]);
});

test('nothing is lost and nothing is shown twice, whatever moves', () => {
  const ids = fc.uniqueArray(
    fc.integer({ min: 0, max: 20 }).map((n) => `i${n}`),
    { maxLength: 21 },
  );
  const groups = fc
    .tuple(ids, fc.integer({ min: 0, max: 21 }))
    .map(([all, cut]) => [group('x', ...all.slice(0, cut)), group('y', ...all.slice(cut))]);
  fc.assert(
    fc.property(groups, groups, (shown, fresh) => {
      const held = holdOrder(shown, fresh).flatMap((g) => g.ids);
      expect(held.toSorted()).toEqual(fresh.flatMap((g) => g.ids).toSorted());
      const stayed = shown.flatMap((g) => g.ids).filter((id) => held.includes(id));
      expect(shown.flatMap((g) => g.ids.filter((id) => stayed.includes(id)))).toEqual(stayed);
    }),
    { seed: 20261121 },
  );
});
