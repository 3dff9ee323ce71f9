import type { CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { actingAgent, done, type Decided } from './decided.ts';
import type { Context } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/**
 * What a blocked sender writes is refused at every door, on every channel on which they have this identity, until somebody
 * takes it back. Their open conversation stays as it is.
 */
export function block(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  { blocked, reason }: Pick<CommandInput<'interaction.block'>, 'blocked' | 'reason'>,
): Decided {
  if (isBlocked(state, interaction.customer.id) === blocked) return done([]);
  return done([
    {
      type: 'sender.blockSet',
      at: context.now,
      interactionId: interaction.id,
      customerId: interaction.customer.id,
      agentId: actingAgent(state, context).id,
      blocked,
      ...(blocked && reason !== undefined && { reason }),
      seq: interaction.lastSeq + 1,
    },
  ]);
}

export function isBlocked(state: State, customerId: CustomerId): boolean {
  return state.blocked.has(customerId);
}
