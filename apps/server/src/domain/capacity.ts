import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { letsCallsWait } from '@ringdesk/shared/rules/availability.ts';
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
    if (offer.reserves && interaction.medium === 'chat') addLoad(agent, sign, true, true);
    if (offer.reserves && interaction.medium === 'call')
      agent.calls[offer.state === 'connecting' ? 'talking' : 'ringing'] += sign;
    touched.add(agent);
  }
  const asked = consultedAgent(interaction);
  const colleague = asked === undefined ? undefined : state.agents.get(asked);
  if (colleague) {
    colleague.calls.talking += sign;
    touched.add(colleague);
  }
  for (const id of [interaction.lastOwnerId, asked, ...interaction.mentioned, ...(interaction.joined ?? [])]) {
    const agent = id && state.agents.get(id);
    if (!agent) continue;
    if (sign === 1) agent.concerns.add(interaction.id);
    else agent.concerns.delete(interaction.id);
  }
  const owner = interaction.ownerId === undefined ? undefined : state.agents.get(interaction.ownerId);
  if (!owner) return;
  if (sign === 1) owner.owned.add(interaction.id);
  else owner.owned.delete(interaction.id);
  if (interaction.medium === 'call') {
    owner.calls[interaction.state === 'wrapUp' ? 'wrapUp' : 'talking'] += sign;
    touched.add(owner);
    return;
  }
  // Parked work keeps its owner and weighs nothing; wrap-up always weighs [79].
  if (interaction.state === 'parked') return;
  const active = interaction.state === 'active';
  addLoad(owner, sign, !(active && interaction.ownerReplied), !(active && interaction.lastWord === 'agent'));
  touched.add(owner);
}

/** The colleague who is asked, or called, and has accepted: they are reserved by the call. */
export function consultedAgent({ call }: Pick<InteractionRecord, 'call'>): AgentId | undefined {
  const asked = call?.consult?.with;
  return asked?.kind === 'agent' && asked.offerId === undefined ? asked.agentId : undefined;
}

/** What calls mean for an agent [81]; undefined: they have none. */
export function onCallOf({ ringing, talking, wrapUp }: AgentRecord['calls']): AgentRecord['onCall'] {
  if (talking > 0) return 'talking';
  if (wrapUp > 0) return 'wrapUp';
  return ringing > 0 ? 'ringing' : undefined;
}

/** Whether a call other than what this offer reserves is rung at, had or wrapped up by the agent. */
export function hasOtherCall({ calls }: AgentRecord, offer?: { readonly reserves: boolean }): boolean {
  return calls.ringing + calls.talking + calls.wrapUp > (offer?.reserves === true ? 1 : 0);
}

/**
 * Whether a call which a colleague sends may ring beside the one the agent has [81, 82]: they want it so, that one is all
 * they have, and in it they talk with one person and with nobody else. So nobody ever has more than two.
 */
export function mayWaitAt(state: State, agent: AgentRecord, kind: 'consult' | 'transfer'): boolean {
  const { ringing, talking, wrapUp } = agent.calls;
  if (!letsCallsWait(agent, kind) || talking !== 1 || ringing + wrapUp > 0) return false;
  for (const id of new Set([...agent.owned, ...agent.concerns])) {
    const interaction = state.interactions.get(id);
    if (interaction?.call && talksIn(interaction, agent) && talksWithOne(interaction)) return true;
  }
  return false;
}

const talksIn = (interaction: InteractionRecord, { id }: AgentRecord): boolean =>
  interaction.ownerId === id || consultedAgent(interaction) === id;

function talksWithOne({ state, transfer, call }: InteractionRecord): boolean {
  if (state !== 'active' || transfer || call?.action) return false;
  return call?.via === 'internal' || call?.consult === undefined;
}

function addLoad(agent: AgentRecord, sign: 1 | -1, unlessAnswered: boolean, unlessWaiting: boolean): void {
  agent.load += sign;
  agent.counted.closed += sign;
  if (unlessAnswered) agent.counted.answered += sign;
  if (unlessWaiting) agent.counted.waitingForCustomer += sign;
}

/** Whether one more interaction would go above the queue's limit [18]; what counts is the queue's choice [19]. */
export function isAtLimit(agent: AgentRecord, settings: Pick<QueueSettings, 'limit' | 'notCounted' | 'call'>): boolean {
  // Nobody has more than one call, whatever the limit of conversations.
  return settings.call === null && settings.limit !== null && agent.counted[settings.notCounted] >= settings.limit;
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
