import type { Agent, PresenceReason } from '@ringdesk/shared/model/agent.ts';

import type { Translate } from './text.ts';

/** The declared state in words: the reason where there is one, else the state; who is available for one medium only says so. */
export function stateWords(
  { presence, receives }: Pick<Agent, 'presence' | 'receives'>,
  reasons: readonly PresenceReason[],
  t: Translate,
): string {
  const { state, reasonId } = presence;
  if (state === 'available' && receives !== undefined) return t(`presence:only.${receives}`);
  return reasons.find(({ id }) => id === reasonId)?.name ?? t(`presence:state.${state}`);
}
