import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Preferences, Quiet, QuietTime } from '@ringdesk/shared/model/preferences.ts';

import { useNow } from './clock.ts';
import { usePreferences } from './hooks.ts';

/** Do-not-disturb is on: switched on by hand, or by one's own quiet times until their end (desk 2.7). */
export interface QuietNow {
  readonly why: 'own' | 'times';
  /** Of the times. */
  readonly until?: Instant;
}

type Settings = Pick<Preferences, 'doNotDisturb' | 'quiet'>;

/** Whether messages and notices are silenced at this moment, by the clock of this device; undefined: they are not. */
export function quietAt({ doNotDisturb, quiet }: Settings, at: Instant): QuietNow | undefined {
  if (doNotDisturb) return { why: 'own' };
  const until = timesUntil(quiet, at);
  return until === undefined ? undefined : { why: 'times', until };
}

/** What to change so that it is on, or off: by hand it is off for as long as the time that runs would last. */
export function quietToggled(settings: Settings, at: Instant): Partial<Preferences> {
  if (quietAt(settings, at) === undefined) return { doNotDisturb: true };
  const until = timesUntil(settings.quiet, at);
  const skipped = settings.quiet && until !== undefined ? { quiet: { ...settings.quiet, skippedUntil: until } } : {};
  return { doNotDisturb: false, ...skipped };
}

/** The end of the quiet time that runs; of several that run the latest. */
function timesUntil(quiet: Quiet | undefined, at: Instant): Instant | undefined {
  if (quiet?.on !== true || at < (quiet.skippedUntil ?? 0)) return undefined;
  const ends = quiet.times
    .flatMap((time) => [endOf(time, at, 0), endOf(time, at, 1)])
    .filter((end) => end !== undefined);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** The end of the time that began today, or so many days ago, if it runs. */
function endOf({ days, from, to }: QuietTime, at: Instant, daysAgo: number): Instant | undefined {
  const now = new Date(at);
  const minute = (day: number, minutes: number): Date =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo + day, 0, minutes);
  const start = minute(0, from);
  // The week of Date begins on Sunday.
  if (!days.includes((start.getDay() + 6) % 7)) return undefined;
  const end = minute(to > from ? 0 : 1, to);
  return start.getTime() <= at && at < end.getTime() ? end.getTime() : undefined;
}

/** The same now, looked at every second. */
export function useQuiet(): QuietNow | undefined {
  return quietAt(usePreferences(), useNow());
}
