import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { queueOf } from './decided.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/** Adds (`sign` 1) or takes back (−1) what one interaction weighs on its agents. */
export function weigh(state: State, interaction: InteractionRecord, sign: 1 | -1, touched: Set<AgentRecord>): void {
  for (const offer of interaction.offers.values()) {
    const agent = state.agents.get(offer.agentId);
    if (!agent) continue;
    if (sign === 1) agent.offerIds.add(offer.id);
    else agent.offerIds.delete(offer.id);
    if (offer.reserves) addLoad(agent, sign, true, true);
    touched.add(agent);
  }
  for (const id of [interaction.lastOwnerId, ...interaction.mentioned, ...(interaction.joined ?? [])]) {
    const agent = id && state.agents.get(id);
    if (!agent) continue;
    if (sign === 1) agent.concerns.add(interaction.id);
    else agent.concerns.delete(interaction.id);
  }
  const owner = interaction.ownerId === undefined ? undefined : state.agents.get(interaction.ownerId);
  if (!owner) return;
  if (sign === 1) owner.owned.add(interaction.id);
  else owner.owned.delete(interaction.id);
  // Parked work keeps its owner and weighs nothing; wrap-up always weighs [79].
  if (interaction.state === 'parked') return;
  const active = interaction.state === 'active';
  addLoad(owner, sign, !(active && interaction.ownerReplied), !(active && interaction.lastWord === 'agent'));
  touched.add(owner);
}

function addLoad(agent: AgentRecord, sign: 1 | -1, unlessAnswered: boolean, unlessWaiting: boolean): void {
  agent.load += sign;
  agent.counted.closed += sign;
  if (unlessAnswered) agent.counted.answered += sign;
  if (unlessWaiting) agent.counted.waitingForCustomer += sign;
}

/** Whether one more interaction would go above the queue's limit [18]; what counts is the queue's choice [19]. */
export function isAtLimit(agent: AgentRecord, settings: Pick<QueueSettings, 'limit' | 'notCounted'>): boolean {
  return settings.limit !== null && agent.counted[settings.notCounted] >= settings.limit;
}

/** Work that may exceed the limit says so in the log [82]. */
export function overLimitOf(
  state: State,
  interaction: InteractionRecord,
  agentId: NonNullable<InteractionRecord['ownerId']>,
): { overLimit?: true } {
  const agent = state.agents.get(agentId);
  return agent && isAtLimit(agent, queueOf(state, interaction).settings) ? { overLimit: true } : {};
}
