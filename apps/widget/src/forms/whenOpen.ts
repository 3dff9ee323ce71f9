const DAY_MS = 86_400_000;

/** When it opens again, in the visitor's own time: the hour today, the weekday within six days, else the date. */
export function whenOpen(at: number, now: number, language: string): string {
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const midnight = (of: number): number => new Date(of).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(at) - midnight(now)) / DAY_MS);
  const day = days <= 0 ? {} : days < 7 ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const);
  return new Date(at).toLocaleString(language, { ...day, ...time });
}
