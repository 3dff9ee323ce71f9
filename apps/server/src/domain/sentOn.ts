import type { CallEnd } from '@ringdesk/shared/model/call.ts';
import { SECOND } from '@ringdesk/shared/model/time.ts';
import { capAlerts } from './capAlerts.ts';
import { actorId } from './decided.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import { isSentOn } from './callFacts.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/**
 * Whom a customer was sent on to and they talk no more: its length is written down [73] and counts as minutes to the outside of
 * whoever sent it, or of the queue whose missed calls go there [61]. Nothing where nobody talks any more.
 */
export function endSentOn(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  { by, hangUp }: { readonly by: CallEnd['by']; readonly hangUp?: true },
): Event[] {
  const sentOn = interaction.call?.sentOn;
  if (!sentOn || !isSentOn(interaction)) return [];
  const seconds = Math.max(0, Math.floor((context.now - sentOn.since) / SECOND));
  const endedBy = by === 'agent' ? actorId(context) : undefined;
  return [
    {
      type: 'call.sentOnEnded',
      at: context.now,
      interactionId: interaction.id,
      seq: interaction.lastSeq + 1,
      by,
      seconds,
      ...(sentOn.by !== undefined && { agentId: sentOn.by }),
      ...(endedBy && { endedBy }),
      ...(hangUp && { hangUp }),
      content: { number: sentOn.number },
    },
    ...capAlerts(state, context, sentOn.by, interaction.id, { talkMs: seconds * SECOND }),
  ];
}
