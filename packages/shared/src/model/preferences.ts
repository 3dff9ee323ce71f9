import { z } from 'zod';
import { Instant } from './time.ts';

/**
 * Do-not-disturb by the clock of the device: on these weekdays (0: Monday) from one minute of the day to another, which is on
 * the next day where it is not later.
 */
export const QuietTime = z.strictObject({
  days: z.array(z.number().int().min(0).max(6)).max(7),
  from: z.number().int().min(0).max(1_439),
  to: z.number().int().min(1).max(1_440),
});
export type QuietTime = z.infer<typeof QuietTime>;

export const Quiet = z.strictObject({
  on: z.boolean(),
  times: z.array(QuietTime).max(7),
  /** Switched off by hand until then: the end of the time that was running. */
  skippedUntil: Instant.optional(),
});
export type Quiet = z.infer<typeof Quiet>;

/** A person's own settings of the desk; kept on the server so that every device has them. */
export const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  sendWith: z.enum(['enter', 'modEnter']),
  singleKeys: z.boolean(),
  /** Global shortcuts while the window is in the background (desktop only). */
  globalKeys: z.boolean(),
  /** Command of the registry → chord such as `Mod+Shift+KeyA`; empty string: none. */
  keys: z.record(z.string().max(60), z.string().max(60)),
  sounds: z.record(
    z.enum(['chatOffer', 'callRing', 'tick', 'trouble']),
    z.strictObject({ on: z.boolean(), volume: z.number().min(0).max(1) }),
  ),
  doNotDisturb: z.boolean(),
  /** When do-not-disturb comes on by itself; absent: never. */
  quiet: Quiet.optional(),
  hideContent: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;
