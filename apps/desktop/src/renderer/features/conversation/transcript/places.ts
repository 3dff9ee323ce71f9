import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { atEnd } from './lineWindow.ts';

/** Where a thread was being read when another one was opened. */
export interface ReadingPlace {
  readonly placed: typeof atEnd;
  /** At the end, following new lines. */
  readonly pinned: boolean;
  /** The last line there was when the end was left; later ones are counted as missed. */
  readonly leftAt: number;
  /** Pixels between the lower edge of what was seen and the end of what is drawn. */
  readonly fromEnd: number;
}

/** Threads whose place is kept; those not looked at for longest are forgotten first. */
const MOST_PLACES = 100;
const places = new Map<InteractionId, ReadingPlace>();

export const placeOf = (id: InteractionId): ReadingPlace =>
  places.get(id) ?? { placed: atEnd, pinned: true, leftAt: 0, fromEnd: 0 };

export function keepPlace(id: InteractionId, place: ReadingPlace): void {
  places.delete(id);
  places.set(id, place);
  const [oldest] = places.keys();
  if (places.size > MOST_PLACES && oldest !== undefined) places.delete(oldest);
}
