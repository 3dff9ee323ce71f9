import { z } from 'zod';

import type { PhoneCalls } from './phoneCall.ts';

const KEY = 'ringdesk.calls';
/** More calls than these nobody has at one desk. */
const MOST = 5;

const KeptCall = z.object({
  id: z.string().min(1).max(64),
  direction: z.enum(['in', 'out']),
  muted: z.boolean(),
  held: z.boolean(),
  digits: z.string().max(64),
  connectedAt: z.number(),
});
/** What a page that is loaded anew must know of a call it talks in, to take it back as it was. */
export type KeptCall = z.infer<typeof KeptCall>;

const Kept = z.object({ deskId: z.string(), calls: z.array(KeptCall).max(MOST) });

/** What a desk remembers of its calls while its page is loaded anew. */
export interface KeptCalls {
  /** Those the page before this one had. */
  readonly load: () => readonly KeptCall[];
  readonly save: (calls: PhoneCalls) => void;
}

/** Calls in which this desk talks with somebody, and those it is about to have back. */
const keptOf = (calls: PhoneCalls): readonly KeptCall[] =>
  calls.flatMap(({ id, role, phase, direction, muted, hold, digits, connectedAt }) =>
    role === 'talk' && phase !== 'ended' && connectedAt !== undefined
      ? [{ id, direction, muted, held: hold === 'holding' || hold === 'held', digits, connectedAt }]
      : [],
  );

/**
 * Keeps them where a reload and a crash of the page leave them, and the end of its window does not. A window opened as a copy of
 * this one is another desk, and has none of them.
 *
 * @param deskId the name of this desk, which it keeps through a reload only
 */
export function keptCalls(storage: Storage, deskId: string): KeptCalls {
  let written = '';
  return {
    load: () => {
      try {
        const kept = Kept.safeParse(JSON.parse(storage.getItem(KEY) ?? 'null'));
        return kept.success && kept.data.deskId === deskId ? kept.data.calls : [];
      } catch {
        // Not JSON, or no storage: there was none.
        return [];
      }
    },
    save: (calls) => {
      const text = JSON.stringify({ deskId, calls: keptOf(calls).slice(0, MOST) });
      if (text === written) return;
      written = text;
      try {
        storage.setItem(KEY, text);
      } catch {
        // Without storage a reload ends the call.
      }
    },
  };
}
