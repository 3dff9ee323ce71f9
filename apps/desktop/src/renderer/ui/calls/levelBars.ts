/** Where each bar begins, in dB under full scale: a room, a quiet voice, a voice, a loud one, shouting. */
const STEPS = [-58, -46, -36, -26, -14] as const;

/** How many of the five bars a level lights; 0 where nothing can be measured. */
export function barsOf(level: number | undefined): number {
  if (level === undefined || level <= 0) return 0;
  const decibels = 20 * Math.log10(level);
  return STEPS.filter((step) => decibels >= step).length;
}
