import type { ChannelId, CustomerId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { done, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import type { Actor, Context, Input } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import { conversationKey, type QueueRecord, type State } from './state.ts';

/** The newest version of a queue's statement that a customer has accepted on a channel, as the tables keep it [32]. */
export interface Consented {
  readonly queueId: QueueId;
  readonly version: number;
  readonly at: Instant;
}

/** Whose consent to what must be looked up. */
export interface ConsentLookUp {
  readonly customerId: CustomerId;
  readonly channelId: ChannelId;
  readonly queueId: QueueId;
}

/** What must be looked up before this input is submitted: a message that may begin a conversation needs the statement accepted. */
export function consentLookUpFor(state: State, actor: Actor, input: Input): ConsentLookUp | undefined {
  if (input.type !== 'customer.wrote' || actor.kind !== 'customer') return undefined;
  const { customerId, channelId } = actor;
  const channel = state.channels.get(channelId);
  const queue = channel?.queueId ? state.queues.get(channel.queueId) : undefined;
  if (!channel || !queue || !asksConsent(queue, channel)) return undefined;
  const id = state.conversations.get(conversationKey(customerId, channelId));
  const current = id && state.interactions.get(id);
  return current && current.state !== 'closed' ? undefined : { customerId, channelId, queueId: queue.id };
}

/** Only a website chat can show a statement and wait for it; a messenger has its own. */
export function asksConsent(queue: QueueRecord, channel: Channel): boolean {
  return queue.settings.consent !== null && channel.kind === 'liveChat';
}

/** Why a conversation may not begin: the statement of today was not accepted. */
export function consentMissing(
  queue: QueueRecord,
  channel: Channel,
  consent: Consented | undefined,
): Extract<Refusal, { code: 'consentRequired' }> | undefined {
  if (!asksConsent(queue, channel)) return undefined;
  if (consent?.queueId === queue.id && consent.version >= queue.consentVersion) return undefined;
  return { code: 'consentRequired', version: queue.consentVersion };
}

/** The customer accepts the statement they were shown; one that was changed meanwhile must be shown anew. */
export function giveConsent(
  state: State,
  context: Context,
  { customerId, channelId }: Extract<Actor, { kind: 'customer' }>,
  interaction: InteractionRecord | undefined,
  version: number,
): Decided {
  const channel = state.channels.get(channelId);
  const queue = channel?.queueId ? state.queues.get(channel.queueId) : undefined;
  if (!channel || !queue) return refuse({ code: 'channelOff' });
  if (!asksConsent(queue, channel)) return done([]);
  if (version !== queue.consentVersion) return refuse({ code: 'consentRequired', version: queue.consentVersion });
  const { now: at } = context;
  const events: Event[] = [{ type: 'customer.consented', at, customerId, channelId, queueId: queue.id, version }];
  if (interaction && interaction.state !== 'closed' && interaction.queueId === queue.id) {
    const seq = interaction.lastSeq + 1;
    events.push({ type: 'interaction.consented', at, interactionId: interaction.id, seq, version, consentedAt: at });
  }
  return done(events);
}
