import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Preferences } from '@ringdesk/shared/model/preferences.ts';

import { quietAt } from '../../workspace/quiet.ts';

/** Something that happened and that the person may have to notice. */
export type Fact =
  | { readonly kind: 'offer'; readonly interactionId: InteractionId }
  | { readonly kind: 'message'; readonly interactionId: InteractionId; readonly byMe: boolean }
  | { readonly kind: 'mention'; readonly interactionId: InteractionId; readonly byMe: boolean }
  /** One of mine waits and passes its target within 30 s. */
  | { readonly kind: 'targetNear'; readonly interactionId: InteractionId }
  /** Supervisors: a queue's longest wait passed its target. */
  | { readonly kind: 'queueAlert'; readonly queueId: QueueId };

/** What the person is looking at, and what was done lately. All times by one clock, in milliseconds. */
export interface View {
  readonly now: number;
  /** The time of day, for quiet times: milliseconds since 1970. */
  readonly at: number;
  /** The window has the focus. */
  readonly focused: boolean;
  /** The window is visible on some display. */
  readonly visible: boolean;
  /** There is a window that stays above all others; where there is none, a notice of the system takes its place. */
  readonly offerWindow: boolean;
  readonly open: InteractionId | undefined;
  /** Interactions which another window of mine has open and focused. */
  readonly elsewhere: ReadonlySet<InteractionId>;
  readonly lastTickAt: number;
  readonly lastQueueAlertAt: ReadonlyMap<QueueId, number>;
}

/** What is done about it. The badge always follows the count by itself and is therefore not decided here. */
export interface Notice {
  /** The always-on-top window and the card. */
  readonly offerWindow: boolean;
  readonly native: boolean;
  readonly sound: 'none' | 'ring' | 'tick';
  /** `row`: the list shows it; `live`: a polite line for readers; `pulse`: the row pulses. */
  readonly inline: 'none' | 'row' | 'live' | 'pulse';
}

export const TICK_PAUSE_MS = 3_000;
export const QUEUE_ALERT_PAUSE_MS = 10 * 60_000;

const silent: Notice = { offerWindow: false, native: false, sound: 'none', inline: 'none' };
const inRow: Notice = { ...silent, inline: 'row' };

/**
 * The one decision about every notice (desk 2.7): the first row of the table that fits wins. `do not disturb`, by hand or by
 * one's own quiet times, silences everything but offers, and never routes.
 */
export function notify(fact: Fact, settings: Pick<Preferences, 'doNotDisturb' | 'quiet'>, view: View): Notice {
  if ('byMe' in fact && fact.byMe) return silent;
  if ('interactionId' in fact && fact.kind !== 'offer' && view.elsewhere.has(fact.interactionId)) return inRow;
  if (fact.kind === 'offer') {
    const unseen = view.offerWindow ? !view.visible : !view.visible || !view.focused;
    return { offerWindow: view.offerWindow, native: unseen, sound: 'ring', inline: 'row' };
  }
  if (quietAt(settings, view.at) !== undefined) return inRow;
  switch (fact.kind) {
    case 'message':
      return aboutMessage(fact.interactionId, view);
    case 'mention':
      return { ...inRow, native: !view.focused || view.open !== fact.interactionId, sound: 'tick' };
    case 'targetNear':
      return { ...silent, inline: 'pulse', sound: 'tick' };
    case 'queueAlert': {
      const last = view.lastQueueAlertAt.get(fact.queueId);
      return { ...silent, native: last === undefined || view.now - last >= QUEUE_ALERT_PAUSE_MS };
    }
  }
}

function aboutMessage(id: InteractionId, view: View): Notice {
  if (!view.focused)
    return { ...inRow, native: true, sound: view.now - view.lastTickAt >= TICK_PAUSE_MS ? 'tick' : 'none' };
  if (view.open === id) return { ...silent, inline: 'live' };
  return { ...inRow, sound: view.now - view.lastTickAt >= TICK_PAUSE_MS ? 'tick' : 'none' };
}

/** While one of mine is unread and the window is not focused the tick repeats every 30 s, at most 5 times. */
export const REMIND_EVERY_MS = 30_000;
export const REMIND_TIMES = 5;
