import { refuse } from '@ringdesk/shared/result.ts';
import { actingAgent, done, queueOf, type Decided } from './decided.ts';
import type { Context } from './inputs.ts';
import { steers } from './sight.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/**
 * What an interaction is about, of the topics of its queue; null: nothing. Said while it goes on, in after-work, or when it is
 * over, by whoever has it or had it last, or leads. While it is a colleague's, the last owner has no say.
 */
export function setTopic(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  topic: string | null,
): Decided {
  const agent = actingAgent(state, context);
  const { ownerId, queueId } = interaction;
  if (ownerId !== undefined && ownerId !== agent.id && !steers(agent, queueId))
    return refuse({ code: 'notOwner', ownerId });
  const unknown = unknownTopic(queueOf(state, interaction).settings.topics, topic ?? undefined);
  if (unknown) return unknown;
  if (interaction.topic === (topic ?? undefined)) return done([]);
  const about = { at: context.now, interactionId: interaction.id, agentId: agent.id };
  return done([{ type: 'interaction.topicSet', ...about, ...(topic !== null && { topic }) }]);
}

/** Refused: it is none of the queue's. */
export function unknownTopic(topics: readonly string[], topic: string | undefined): Decided | undefined {
  if (topic === undefined || topics.includes(topic)) return undefined;
  return refuse({ code: 'invalid', fields: { topic: 'unknown' } });
}
