import { useSyncExternalStore } from 'react';

import type { Instant } from '@ringdesk/shared/model/time.ts';

/**
 * The server's clock, as well as this device knows it. Deadlines are the server's; they are drawn against this clock,
 * so a device whose clock is wrong shows the same seconds as all others (architecture, section 14).
 *
 * The device's own time is taken from a clock that does not jump when somebody sets the date.
 */
let serverMinusLocal = 0;

const localNow = (): number => performance.timeOrigin + performance.now();

/** Called by the connection with each welcome. Counters on the screen go by it at once. */
export function setServerClock(offsetMs: number): void {
  serverMinusLocal = offsetMs;
  tick();
}

/** How far the server's clock may be ahead of what the welcome said: half of a slow way there and back. */
const TOLERANCE_MS = 1_000;

/**
 * Called by the connection with the time of what the server has just written: its clock is not behind it. Where
 * somebody sets it forward, or it went on while this device slept, no counter stays behind until the next welcome.
 */
export function serverWrote(at: Instant): void {
  const ahead = at - serverNow();
  if (ahead > TOLERANCE_MS) setServerClock(serverMinusLocal + ahead);
}

/** The server's time now, in whole milliseconds. */
export function serverNow(): Instant {
  return Math.round(localNow() + serverMinusLocal);
}

/** The device's steady clock, in milliseconds; for measuring, not for showing. */
export function steadyNow(): number {
  return localNow();
}

// One ticker for every timer on the screen: twenty running counters cost one wake-up a second.
const listeners = new Set<() => void>();
let ticked = serverNow();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  ticked = serverNow();
  for (const each of listeners) each();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticked = serverNow();
  timer ??= setInterval(tick, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The server's time, renewed once a second for every component at the same moment. */
export function useNow(): Instant {
  return useSyncExternalStore(subscribe, () => ticked);
}
