import type { ChannelId, CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { DomainCallOrder, OrderedParty as DomainParty } from '../../domain/callOrders.ts';
import type { CallInput as DomainCallInput } from '../../domain/inputs.ts';
import type { State } from '../../domain/state.ts';
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
