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

/** Called by the connection with each welcome. */
export function setServerClock(offsetMs: number): void {
  serverMinusLocal = offsetMs;
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

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticked = serverNow();
  timer ??= setInterval(() => {
    ticked = serverNow();
    for (const each of listeners) each();
  }, 1_000);
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
