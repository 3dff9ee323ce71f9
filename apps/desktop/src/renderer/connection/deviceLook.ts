import { Language } from '@ringdesk/shared/model/language.ts';
import { z } from 'zod';

/**
 * What this device remembers of the look before anybody has signed in: nothing personal, so it may stay. The person's
 * own settings come from the server and win.
 */
const Look = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  density: z.enum(['comfortable', 'compact']).catch('comfortable'),
  language: Language.optional().catch(undefined),
});
export type DeviceLook = z.infer<typeof Look>;

const KEY = 'ringdesk.look';

export function deviceLook(): DeviceLook {
  try {
    return Look.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // No storage here, or not ours: begin as on a new device.
    return { theme: 'system', density: 'comfortable' };
  }
}

export function rememberLook(change: Partial<DeviceLook>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...deviceLook(), ...change }));
  } catch {
    // Without storage the next start asks the server again; nothing is lost.
  }
}
