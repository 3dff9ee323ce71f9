import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

/** The sign of where an interaction comes from; `kind` of its channel, where the person may know it. */
export function channelSign<K extends string>(
  { call }: Pick<Interaction, 'call'>,
  kind: K | undefined,
): K | 'liveChat' | 'phone' | 'webCall' {
  if (call === undefined) return kind ?? 'liveChat';
  return call.via === 'web' ? 'webCall' : 'phone';
}

/** How a call stands, as a key of the texts `inbox:call`; undefined of a chat. */
export function callKey({ state, call }: Interaction): string | undefined {
  if (call === undefined) return undefined;
  if (call.end !== undefined) return call.end.outcome;
  if (call.answeredAt === undefined) {
    if (call.direction === 'out') return 'out';
    return state === 'connecting' ? 'connecting' : 'in';
  }
  return call.heldSince === undefined ? 'talking' : 'held';
}
