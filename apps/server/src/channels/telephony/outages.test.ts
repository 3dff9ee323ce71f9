import type { Outage } from '@ringdesk/shared/model/notice.ts';
import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import { expect, test } from 'vitest';

import { createOutages, TOLD_AFTER_MS } from './outages.ts';

const line = { what: 'line', trunkId: 't0' as TrunkId } as const;

function given() {
  let at = 1_000;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const told: Outage[] = [];
  const outages = createOutages({
    now: () => at as Instant,
    delay: (run, ms) => {
      const timer = { at: at + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    tell: (outage) => told.push(outage),
  });
  const pass = (ms: number): void => {
    at += ms;
    for (const timer of timers) if (timer.at <= at && timers.delete(timer)) timer.run();
  };
  return { outages, told, pass, timers };
}

test('what is out for a minute is told once, and once when it works again', () => {
  const { outages, told, pass } = given();
  outages.heard(line, 'fails');
  pass(TOLD_AFTER_MS - 1);
  outages.heard(line, 'fails');
  expect(told).toEqual([]);
  pass(1);
  outages.heard(line, 'fails');
  pass(10 * TOLD_AFTER_MS);
  expect(told).toEqual([{ ...line, since: 1_000 }]);
  outages.heard(line, 'works');
  outages.heard(line, 'works');
  expect(told).toEqual([
    { ...line, since: 1_000 },
    { ...line, since: 1_000, until: 1_000 + 11 * TOLD_AFTER_MS },
  ]);
});

test('what comes back within the minute, is not wanted any more, or is stopped, is told by nothing', () => {
  const { outages, told, pass, timers } = given();
  outages.heard(line, 'fails');
  outages.heard({ what: 'mediaServer' }, 'fails');
  outages.heard(line, 'works');
  outages.heard({ what: 'mediaServer' }, 'gone');
  pass(2 * TOLD_AFTER_MS);
  outages.heard(line, 'fails');
  pass(TOLD_AFTER_MS);
  outages.heard(line, 'gone');
  expect(told).toHaveLength(1);
  outages.heard(line, 'fails');
  outages.stop();
  expect(timers.size).toBe(0);
});
