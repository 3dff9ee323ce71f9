import type { ChannelId, CustomerId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { AgentFace } from '@ringdesk/shared/protocol/visitor.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { DomainCallOrder, OrderedParty as DomainParty } from '../../domain/callOrders.ts';
import type { CallInput as DomainCallInput } from '../../domain/inputs.ts';
import type { State } from '../../domain/state.ts';
import { agentFace } from '../../domain/visitorViews.ts';
import { callButtonOf, couldAnswer } from '../../domain/webCalls.ts';
import type { DeskEngine } from '../deskEngine.ts';

/** What the door of calls brings to the rules, and what it is given to carry out. */
export type CallInput = DomainCallInput;
export type WantedOrder = DomainCallOrder;
export type OrderedParty = DomainParty;
/** The memory of the center, to be read only. */
export type DeskState = State;

/** The entry of calls from a site; undefined: it has no call button. */
export const callEntryOf = (engine: DeskEngine, siteChannelId: ChannelId): ChannelId | undefined =>
  engine.read((state) => callButtonOf(state, siteChannelId)?.channelId);

/** Who talks with a visitor in a call from their site, as the queue shows agents [20]; undefined: nobody does. */
export function faceInCall(state: DeskState, id: InteractionId): AgentFace | undefined {
  const { call, state: is, ownerId, queueId } = state.interactions.get(id) ?? {};
  if (call?.via !== 'web' || is !== 'active' || ownerId === undefined || queueId === undefined) return undefined;
  return agentFace(state, queueId, ownerId);
}

/** Whether a call over this entry may be recorded, and callers are to know it. */
export const tellsOfRecording = (engine: DeskEngine, entry: ChannelId): boolean =>
  engine.read(({ channels, queues }) => {
    const queueId = channels.get(entry)?.queueId ?? undefined;
    const settings = queueId === undefined ? undefined : queues.get(queueId)?.settings.call;
    return settings?.announceRecording === true && settings.recording !== 'off';
  });

/**
 * Over which entry a visitor of a site may call now. Refused with `channelOff` while nobody could answer, `blocked`, and
 * `onCall` while a call of theirs goes on.
 */
export function entryForCalls(
  engine: DeskEngine,
  visitor: { readonly customerId: CustomerId; readonly channelId: ChannelId },
): Result<ChannelId, Refusal> {
  return engine.read((state) => {
    if (state.blocked.has(visitor.customerId)) return refuse({ code: 'blocked' });
    const button = callButtonOf(state, visitor.channelId);
    if (!button || !couldAnswer(button.queue)) return refuse({ code: 'channelOff' });
    for (const id of state.calls)
      if (state.interactions.get(id)?.customer.id === visitor.customerId) return refuse({ code: 'onCall' });
    return ok(button.channelId);
  });
}
