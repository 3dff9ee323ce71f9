import { MINUTE } from '@ringdesk/shared/model/time.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { StorageFull } from './application/ports/tables.ts';
import { startRounds } from './serverApplication.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('sockets are looked at again each minute, also while a full disk keeps expired sessions from being ended', async () => {
  vi.useFakeTimers();
  const full = new StorageFull();
  const reported: object[] = [];
  let rechecks = 0;
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => void reported.push(facts) };
  const stop = startRounds(
    {
      sessions: { sweep: () => Promise.reject(full) },
      attachments: { sweep: () => Promise.resolve() },
      eraseOldRecordings: () => Promise.resolve(0),
    },
    { recheck: () => Promise.resolve(void (rechecks += 1)), sweepIdle: () => Promise.resolve() },
    () => 0,
    log,
  );
  await vi.advanceTimersByTimeAsync(2 * MINUTE);
  expect(rechecks).toBe(2);
  expect(reported).toMatchObject([{ err: full }, { err: full }]);
  stop();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(rechecks).toBe(2);
});
