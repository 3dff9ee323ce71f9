import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { atEnd } from './lineWindow.ts';
import type { Anchor } from './scrolling.ts';

/** Where a thread was being read when another one was opened. */
export interface ReadingPlace {
  readonly placed: typeof atEnd;
  /** At the end, following new lines. */
  readonly pinned: boolean;
  /** The last line there was when the end was left; later ones are counted as missed. */
  readonly leftAt: number;
  /** The line at the upper edge; undefined at the end. */
  readonly anchor: Anchor | undefined;
}

/** Threads whose place is kept; those not looked at for longest are forgotten first. */
const MOST_PLACES = 100;
const places = new Map<InteractionId, ReadingPlace>();

export const placeOf = (id: InteractionId): ReadingPlace =>
  places.get(id) ?? { placed: atEnd, pinned: true, leftAt: 0, anchor: undefined };

export function keepPlace(id: InteractionId, place: ReadingPlace): void {
  places.delete(id);
  places.set(id, place);
  const [oldest] = places.keys();
  if (places.size > MOST_PLACES && oldest !== undefined) places.delete(oldest);
}
