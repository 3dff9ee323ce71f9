import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import type { QueueRecord, State } from './state.ts';

/** What the rules make of an input before anything follows from it. */
export type Decided = Result<{ readonly events: readonly Event[]; readonly reply: unknown }, Refusal>;

export const done = (events: readonly Event[], reply: unknown = {}): Decided => ok({ events, reply });

export const wrongState = (interaction: InteractionRecord): Decided =>
  refuse({
    code: 'wrongState',
    state: interaction.state,
    ...(interaction.ownerId !== undefined && { ownerId: interaction.ownerId }),
  });

export const notFound: Decided = refuse({ code: 'notFound' });

/** The agent who acts. Permission was checked before, so there is one. */
export function actingAgent(state: State, context: Context): AgentRecord {
  const agent = context.actor.kind === 'agent' ? state.agents.get(context.actor.agentId) : undefined;
  if (!agent) throw new Error('a command of an agent came without one');
  return agent;
}

/** Who is written down as having done it; null: the server. */
export function actorId(context: Context): AgentId | null {
  return context.actor.kind === 'agent' ? context.actor.agentId : null;
}

/** The queue of an interaction; every interaction in memory has one. */
export function queueOf(state: State, interaction: Pick<InteractionRecord, 'id' | 'queueId'>): QueueRecord {
  const queue = state.queues.get(interaction.queueId);
  if (!queue) throw new Error(`interaction ${interaction.id} is of no queue`);
  return queue;
}

/** Numbers for the lines that one decision adds to a transcript, one after the other. */
export function linesAfter(
  interaction: Pick<InteractionRecord, 'lastSeq'>,
  already: readonly Event[] = [],
): () => number {
  let seq = interaction.lastSeq;
  for (const event of already) if ('seq' in event) seq = event.seq;
  return () => ++seq;
}

/** Whose it is, in the states which have an owner. */
export function ownerOf(interaction: InteractionRecord): NonNullable<InteractionRecord['ownerId']> {
  if (interaction.ownerId === undefined) throw new Error(`${interaction.id} is ${interaction.state} without an owner`);
  return interaction.ownerId;
}
