import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Snapshot } from '@ringdesk/shared/protocol/updates.ts';
import { isMissedCall } from './callFacts.ts';
import { noticesOf } from './evolveNotices.ts';
import { viewOf } from './interactionView.ts';
import type { AgentRecord, InteractionRecord } from './records.ts';
import { maySeeRecord } from './sight.ts';
import type { State } from './state.ts';
import { agentView, botView, countedView, offerView, queueView, reasonsView } from './views.ts';

/** What stands in a person's snapshot: open work in their sight, and closed work of theirs or that mentions them. */
export function isInSnapshot(agent: AgentRecord, interaction: InteractionRecord): boolean {
  if (!maySeeRecord(agent, interaction)) return false;
  return (
    interaction.state !== 'closed' ||
    interaction.lastOwnerId === agent.id ||
    interaction.mentioned.includes(agent.id) ||
    isMissedCall(interaction)
  );
}

/** What could stand in a person's snapshot: everything for who steers, otherwise far less than everything. */
function candidatesFor(state: State, me: AgentRecord): Iterable<InteractionRecord> {
  if (me.role !== 'agent') return state.interactions.values();
  const ids = new Set<InteractionId>([...me.owned, ...me.concerns]);
  for (const offerId of me.offerIds) {
    const offer = state.offers.get(offerId);
    if (offer) ids.add(offer.interactionId);
  }
  for (const queueId of me.memberOf) {
    for (const { id } of state.queues.get(queueId)?.arrivals ?? []) ids.add(id);
    for (const id of state.queues.get(queueId)?.withBot ?? []) ids.add(id);
    for (const id of state.queues.get(queueId)?.missed ?? []) ids.add(id);
  }
  return [...ids].flatMap((id) => state.interactions.get(id) ?? []);
}

/** The whole world of one signed-in person. */
export function snapshotFor(state: State, agentId: AgentId): Snapshot {
  const me = state.agents.get(agentId);
  const interactions: Interaction[] = [];
  const counted = countedView(state, agentId);
  for (const interaction of me ? candidatesFor(state, me) : []) {
    if (me && isInSnapshot(me, interaction)) interactions.push(viewOf(state, interaction));
  }
  return {
    me: agentId,
    centerName: state.centerName,
    agents: [...state.agents.keys()].flatMap((id) => agentView(state, id) ?? []),
    departments: [...state.departments.values()],
    ...reasonsView(state),
    queues: [...state.queues.keys()].flatMap((id) => queueView(state, id) ?? []),
    channels: [...state.channels.values()],
    bots: [...state.bots.keys()].flatMap((id) => botView(state, id, me?.role ?? 'agent') ?? []),
    interactions,
    offers: [...(me?.offerIds ?? [])].flatMap((id) => offerView(state, id) ?? []),
    ...(counted && { counted }),
    notices: noticesOf(state, agentId),
  };
}
