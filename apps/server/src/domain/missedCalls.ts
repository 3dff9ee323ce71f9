import { actingAgent, done, wrongState, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import { isMissed } from './callEnds.ts';
import type { State } from './state.ts';

/** Somebody says that a missed call needs nobody any more, or takes that back. Said twice, it is written down once. */
export function settleMissed(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  settled: boolean,
): Decided {
  const { call } = interaction;
  if (call?.direction !== 'in' || !isMissed(call.end?.outcome)) return wrongState(interaction);
  if (settled === (call.settledAt !== undefined)) return done([]);
  const { id: agentId } = actingAgent(state, context);
  return done([settling(context, interaction, agentId, settled ? 'done' : 'undone')]);
}

/** Who is talked with is not called back for what was missed before, whichever number of ours they had called. */
export function settledByTalk(
  state: State,
  context: Context,
  talked: InteractionRecord,
  agentId: AgentRecord['id'],
): Event[] {
  const { number } = talked.call ?? {};
  return [...state.queues.values()].flatMap(({ missed }) =>
    [...missed].flatMap((id) => {
      const interaction = state.interactions.get(id);
      const same =
        interaction !== undefined &&
        (interaction.customer.id === talked.customer.id ||
          (number !== undefined && interaction.call?.number === number));
      return same ? [settling(context, interaction, agentId, 'talked')] : [];
    }),
  );
}

function settling(
  { now: at }: Context,
  { id: interactionId, lastSeq }: InteractionRecord,
  agentId: AgentRecord['id'],
  outcome: 'done' | 'undone' | 'talked',
): Event {
  return { type: 'call.missedSettled', at, interactionId, seq: lastSeq + 1, agentId, outcome };
}
