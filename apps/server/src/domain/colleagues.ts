import { actingAgent, done, wrongState, type Decided } from './decided.ts';
import type { Context } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/**
 * A colleague's open conversation is read along from now on, not their after-work. Who reads along writes notes, and replies
 * only as its owner.
 */
export function join(state: State, context: Context, interaction: InteractionRecord): Decided {
  const { id: agentId } = actingAgent(state, context);
  const { state: is, ownerId } = interaction;
  if ((is !== 'active' && is !== 'parked') || ownerId === agentId) return wrongState(interaction);
  if (interaction.joined?.includes(agentId) === true) return done([]);
  return done([
    {
      type: 'colleague.joined',
      at: context.now,
      interactionId: interaction.id,
      agentId,
      seq: interaction.lastSeq + 1,
    },
  ]);
}

export function leave(state: State, context: Context, interaction: InteractionRecord): Decided {
  const { id: agentId } = actingAgent(state, context);
  if (interaction.joined?.includes(agentId) !== true) return done([]);
  return done([
    { type: 'colleague.left', at: context.now, interactionId: interaction.id, agentId, seq: interaction.lastSeq + 1 },
  ]);
}
