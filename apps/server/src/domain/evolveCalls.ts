import { DAY, HOUR, SECOND } from '@ringdesk/shared/model/time.ts';
import type { CallEvent } from './callEvents.ts';
import { consultedAgent } from './capacity.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import type { AgentRecord, CallRecord, InteractionRecord } from './records.ts';
import type { State } from './state.ts';

export function isCallEvent(event: InteractionEvent): event is CallEvent {
  return event.type.startsWith('call.');
}

/** The memory of a call, beside what it shares with every interaction. */
export function applyCall(state: State, interaction: InteractionRecord, event: CallEvent): void {
  const { call } = interaction;
  if (!call) throw new Error(`${interaction.id} is no call and met ${event.type}`);
  interaction.call = callAfter(call, event);
  switch (event.type) {
    case 'call.answered':
      // A call to the outside is its caller's from the start.
      if (interaction.state === 'connecting' && interaction.ownerId !== undefined) {
        interaction.state = 'active';
        interaction.since = event.at;
      }
      return;
    case 'call.consultBegan':
      if (event.withAgentId === undefined && event.withQueueId === undefined)
        countDialled(state.agents.get(event.fromAgentId), event.at);
      return;
    case 'call.actionSet':
      if (event.agentId !== undefined) countDialled(state.agents.get(event.agentId), event.at);
      return;
    case 'call.dialled':
      if (call.via === 'trunk') countDialled(state.agents.get(event.agentId), event.at);
      return;
    case 'call.consultEnded':
      countAsked(state, event.fromAgentId, call, event.at);
      return;
    case 'call.ended':
      if (event.agentId !== undefined) countAsked(state, event.agentId, call, event.at);
      end(state, interaction, event);
      return;
    case 'call.sentOnEnded':
      countTalked(
        event.agentId === undefined ? state.queues.get(interaction.queueId) : state.agents.get(event.agentId),
        event.at,
        event.seconds * SECOND,
      );
      return;
    default:
  }
}

function callAfter(call: CallRecord, event: CallEvent): CallRecord {
  const { at } = event;
  switch (event.type) {
    case 'call.rang':
      return { ...call, rang: true };
    case 'call.answered':
      return { ...call, answeredAt: at };
    case 'call.heldSet':
      return { ...call, heldSince: event.on ? at : undefined };
    case 'call.recordingSet':
      return { ...call, recordingSince: event.on ? at : undefined, recordingPausedSince: undefined };
    case 'call.recordingPausedSet':
      return { ...call, recordingPausedSince: event.on ? at : undefined };
    case 'call.listened':
    case 'call.listenedUnseen': {
      const others = (call.listeners ?? []).filter(({ agentId }) => agentId !== event.agentId);
      const listeners = event.on ? [...others, { agentId: event.agentId, mode: event.mode }] : others;
      return { ...call, listeners: listeners.length > 0 ? listeners : undefined };
    }
    case 'call.consultBegan': {
      const number = event.content?.number;
      const { withQueueId: queueId, withQueueName: queueName = '' } = event;
      if (queueId !== undefined) return { ...call, asking: { queueId, queueName, tried: [] } };
      if (event.withAgentId !== undefined) return { ...call, asking: undefined }; // The offer brings it.
      // Without its content the number was erased; nobody reads it any more.
      return {
        ...call,
        asking: undefined,
        consult: { with: { kind: 'number', number: number ?? ERASED_NUMBER }, state: 'ringing', since: at },
      };
    }
    case 'call.consultAccepted':
      return {
        ...call,
        consult: {
          with: { kind: 'agent', agentId: event.agentId },
          state: 'ringing',
          since: at,
          ...(call.consult?.queueId !== undefined && { queueId: call.consult.queueId }),
        },
      };
    case 'call.consultAnswered':
      return {
        ...call,
        consult: call.consult && { ...call.consult, state: 'talking', since: at },
        ...(call.consult?.with.kind === 'number' && { askedOutsideSince: at }),
      };
    case 'call.conferenced':
      return { ...call, consult: call.consult && { ...call.consult, state: 'conference', since: at } };
    case 'call.consultEnded':
      return { ...call, consult: undefined, asking: undefined, askedOutsideSince: undefined };
    case 'call.actionSet':
      return {
        ...call,
        action: event.action ?? undefined,
        actionUntil: event.until,
        sendingTo: event.action === 'forwarding' ? (event.content?.number ?? ERASED_NUMBER) : undefined,
        ...(event.agentId === undefined && { passOver: true as const }),
      };
    case 'call.ended':
      return {
        ...call,
        end: { at, by: event.by, outcome: event.outcome },
        action: undefined,
        actionUntil: undefined,
        sendingTo: undefined,
        askedOutsideSince: undefined,
        ...(event.sentOn && {
          sentOn: {
            number: event.content?.number ?? ERASED_NUMBER,
            since: at,
            ...(event.by === 'agent' && event.agentId !== undefined && { by: event.agentId }),
          },
        }),
        heldSince: undefined,
        recordingSince: undefined,
        recordingPausedSince: undefined,
        consult: undefined,
        asking: undefined,
        listeners: undefined,
      };
    case 'call.sentOnEnded':
      return { ...call, sentOn: call.sentOn && { ...call.sentOn, seconds: event.seconds } };
    case 'call.recorded':
      if (event.kind !== 'voicemail') return call;
      return call.end?.outcome === 'missed'
        ? { ...call, end: { ...call.end, outcome: 'voicemail' } }
        : { ...call, messageLeft: true };
    case 'call.calledBack':
      return { ...call, calledBackAt: at };
    case 'call.missedSettled':
      return { ...call, settledAt: event.outcome === 'undone' ? undefined : at };
    default:
      return call; // A line of the transcript, or for the endpoint.
  }
}

/** Stands for a number that was erased from the log. */
const ERASED_NUMBER = '0';

function end(state: State, interaction: InteractionRecord, event: Extract<CallEvent, { type: 'call.ended' }>): void {
  const agent = event.agentId === undefined ? undefined : state.agents.get(event.agentId);
  if (!agent) return;
  const { call } = interaction;
  if (call?.direction !== 'out' || call.via !== 'trunk') return;
  countTalked(agent, event.at, event.talkSeconds * SECOND);
}

/** Minutes to the outside of a day (UTC), as the caps count them; of a queue those of missed calls it sends on. */
function countTalked(whose: Pick<AgentRecord, 'talked'> | undefined, at: number, ms: number): void {
  if (!whose || ms === 0) return;
  const day = Math.floor(at / DAY);
  const before = whose.talked?.day === day ? whose.talked.ms : 0;
  whose.talked = { day, ms: before + ms };
}

/** What the owner talked with the number they asked, up to now. */
function countAsked(state: State, agentId: AgentRecord['id'], { askedOutsideSince }: CallRecord, at: number): void {
  if (askedOutsideSince !== undefined) countTalked(state.agents.get(agentId), at, at - askedOutsideSince);
}

/** Calls of an agent to the outside within the last hour, as the caps count them. */
function countDialled(agent: AgentRecord | undefined, at: number): void {
  if (!agent) return;
  agent.dialledAt = [...(agent.dialledAt ?? []).filter((earlier) => earlier > at - HOUR), at];
}

/** Changes a call; whose it is no longer is idle from now on [13]. A chat is changed as it is. */
export function leavingIdle(state: State, interaction: InteractionRecord, at: number, change: () => void): void {
  if (interaction.medium !== 'call') return change();
  const before = [interaction.ownerId, consultedAgent(interaction)];
  change();
  const after = new Set([interaction.ownerId, consultedAgent(interaction)]);
  for (const id of before) {
    const agent = id === undefined || after.has(id) ? undefined : state.agents.get(id);
    if (agent) agent.lastCallAt = at;
  }
}
