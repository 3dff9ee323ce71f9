import { defaultCallWaiting } from '@ringdesk/shared/model/agent.ts';
import type { PhoneState } from '@ringdesk/shared/model/call.ts';
import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { actingAgent, done, type Decided } from './decided.ts';
import type { Context } from './inputs.ts';
import type { AgentRecord } from './records.ts';
import type { State } from './state.ts';

/** All registered devices of an agent, as the endpoint has them. */
export function phonesChanged(
  state: State,
  context: Context,
  agentId: AgentId,
  devices: PhoneState['devices'],
): Decided {
  const agent = state.agents.get(agentId);
  return done(agent ? phoneSet(context, agent, devices, agent.microphoneBlocked === true) : []);
}

/** Whether the softphone of an agent has a microphone: without one no call is offered, unless another phone is there. */
export function reportPhone(state: State, context: Context, { microphone }: CommandInput<'phone.report'>): Decided {
  const agent = actingAgent(state, context);
  return done(phoneSet(context, agent, agent.phone?.devices ?? [], microphone === 'blocked'));
}

/** What an agent lets ring beside a call of theirs [81]. What rings already goes on. */
export function setCallWaiting(state: State, context: Context, wanted: CommandInput<'phone.setCallWaiting'>): Decided {
  const { id: agentId, callWaiting = defaultCallWaiting } = actingAgent(state, context);
  const same = callWaiting.colleagues === wanted.colleagues && callWaiting.transfers === wanted.transfers;
  return done(same ? [] : [{ type: 'agent.callWaitingSet', at: context.now, agentId, callWaiting: wanted }]);
}

function phoneSet(context: Context, agent: AgentRecord, devices: PhoneState['devices'], blocked: boolean) {
  const list = [...new Set(devices)].toSorted();
  const state: PhoneState['state'] =
    list.length === 0 ? 'off' : blocked && !list.includes('phone') ? 'blocked' : 'ready';
  const before = agent.phone;
  const sameDevices = (before?.devices ?? []).join() === list.join();
  if (sameDevices && (before?.state ?? 'off') === state && (agent.microphoneBlocked === true) === blocked) return [];
  const since = before?.state === state ? before.since : context.now;
  return [
    {
      type: 'agent.phoneSet' as const,
      at: context.now,
      agentId: agent.id,
      phone: { state, since, devices: list },
      ...(blocked && { microphoneBlocked: true as const }),
    },
  ];
}
