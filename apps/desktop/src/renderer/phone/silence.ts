/** "They cannot hear you": so long without any sound from an open microphone. */
export const SILENT_AFTER_MS = 8_000;
/** Below this there is not even the noise of a room: −74 dB under full scale. */
export const SILENT_BELOW = 0.000_2;

/** Since when nothing comes from the microphone; undefined: something does, or it is not known. */
export interface SilenceWatch {
  readonly since: number | undefined;
  readonly told: boolean;
}

export const heardSomething: SilenceWatch = { since: undefined, told: false };

/**
 * One look at the microphone while it should be heard.
 *
 * @param level 0 to 1; undefined where it cannot be measured, or where nobody should hear it (muted, on hold)
 * @returns the watch, and whether this is the moment to tell the person; once for each silence
 */
export function lookForSilence(
  watch: SilenceWatch,
  level: number | undefined,
  now: number,
): { readonly watch: SilenceWatch; readonly tell: boolean } {
  if (level === undefined || level >= SILENT_BELOW) return { watch: heardSomething, tell: false };
  const since = watch.since ?? now;
  const tell = !watch.told && now - since >= SILENT_AFTER_MS;
  return { watch: { since, told: watch.told || tell }, tell };
}
