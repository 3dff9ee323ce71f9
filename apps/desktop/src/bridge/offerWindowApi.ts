/**
 * What the always-on-top offer window may ask and hear: less than the desk, over the same two channels. It shows what the desk
 * gave and tells which button was pressed; the desk decides.
 */
import { z } from 'zod';

import { OfferPress, OffersShown, type RawDesktop } from './desktopApi.ts';

export const offerWindowCalls = {
  /** What is to be shown now; asked once, when the page is there. */
  'offers.get': { input: z.strictObject({}), reply: z.strictObject({ shown: OffersShown.nullable() }) },
  'offers.press': { input: OfferPress, reply: z.strictObject({}) },
} as const;

export const offerWindowEvents = {
  'offers.changed': OffersShown,
} as const;

export interface OfferWindowApi {
  shown(): Promise<OffersShown | null>;
  press(press: OfferPress): void;
  /** The returned function ends it. */
  onChanged(listener: (shown: OffersShown) => void): () => void;
}

/** Types over the raw channels; what does not fit its schema is dropped. */
export function offerWindowApi(raw: RawDesktop): OfferWindowApi {
  return {
    shown: async () => offerWindowCalls['offers.get'].reply.parse(await raw.call('offers.get', {})).shown,
    press: (press) => void raw.call('offers.press', press),
    onChanged: (listener) =>
      raw.on('offers.changed', (data) => {
        const shown = OffersShown.safeParse(data);
        if (shown.success) listener(shown.data);
      }),
  };
}
