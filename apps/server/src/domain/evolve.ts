import { evolveCenter } from './evolveCenter.ts';
import { evolveInteraction } from './evolveInteraction.ts';
import { evolveOffers } from './evolveOffers.ts';
import type { Event } from './events.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import type { State } from './state.ts';

/**
 * The memory: takes one event over into the state, changes it in place and returns it. Decides nothing and refuses
 * nothing; an event that does not fit the state is a bug and throws. Folding the log gives the live state again.
 */
export function evolve(state: State, event: Event): State {
  if (isAboutInteraction(event)) {
    if (!evolveOffers(state, event)) evolveInteraction(state, event);
    const interaction = state.interactions.get(event.interactionId);
    if (interaction) interaction.eventCount = (interaction.eventCount ?? 0) + 1;
  } else evolveCenter(state, event);
  return state;
}

/** Events about one interaction name it. */
export function isAboutInteraction(event: Event): event is InteractionEvent {
  return 'interactionId' in event;
}
