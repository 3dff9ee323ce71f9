import type { CenterEvent } from './centerEvents.ts';
import type { InteractionEvent } from './interactionEvents.ts';

/** Grows with every change of an event's shape that an older `evolve` could misread. */
export const EVENTS_VERSION = 1;

/**
 * Everything that has happened, in the past tense. The log of these is the truth; state is what `evolve` makes of it.
 *
 * `content` holds what is personal. It is journalled apart, so that it can be erased without breaking the log:
 * `evolve` accepts every event whose content is gone.
 */
export type Event = CenterEvent | InteractionEvent;
export type EventType = Event['type'];
