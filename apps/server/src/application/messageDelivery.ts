import { DeliveryProblem, type Message } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';

import type { DeliveryOutcome, SendMessage } from '../domain/delivery.ts';
import { agentFace } from '../domain/visitorViews.ts';
import type { DeskEngine } from './deskEngine.ts';
import { withKept } from './keptInputs.ts';
import { messageAt } from './messageAt.ts';
import type { Carried, Carrier } from './outbox.ts';
import type { OutboxOutcome, OutboxRow } from './ports/outbox.ts';
import type { Store } from './ports/store.ts';

/** A message on its way to a customer of a messenger. */
export interface LeavingMessage {
  readonly to: SendMessage;
  readonly message: Message;
  /** Under which the messenger knows the customer. */
  readonly externalId: string;
  /** The agent as the queue shows them to customers [20]; absent: not at all, or nobody in person. */
  readonly agentName?: string;
  /** How far an earlier attempt came, as the sender left it. */
  readonly progress?: string;
}

/** Hands a message to the messenger behind a channel. */
export type MessageSender = (leaving: LeavingMessage, signal: AbortSignal) => Promise<Carried>;

export interface DeliveryParts {
  readonly engine: DeskEngine;
  readonly store: Pick<Store<never>, 'transcripts' | 'messengerPeople' | 'kept' | 'consents'>;
  readonly now: () => Instant;
}

/**
 * Carries messages to messengers of one kind, and tells the core how it ended: the commit of that settles the row of the
 * outbox, so that a person never reads something else than what the outbox knows. `whenUnknown`: whether the messenger
 * recognises a message that comes twice.
 */
export function createMessageCarrier(
  { engine, store, now }: DeliveryParts,
  whenUnknown: Carrier['whenUnknown'],
  send: MessageSender,
): Carrier {
  return {
    whenUnknown,
    async carry(row, signal) {
      const to = row.payload as SendMessage;
      if (to.until !== undefined && now() >= to.until) return permanently('tooLate');
      if (!engine.read((state) => state.channels.has(to.channelId))) return permanently('channelGone');
      const message = await messageAt(store, to.interactionId, to.seq);
      const externalId = await store.messengerPeople.externalId(to.channelId, to.customerId);
      // Erased meanwhile, or of somebody who never came by this channel.
      if (message === undefined || message.text === null || externalId === undefined) return permanently('refused');
      const agentName = agentNameOf(engine, message);
      const leaving: LeavingMessage = {
        to,
        message,
        externalId,
        ...(agentName !== undefined && { agentName }),
        ...(row.progress !== undefined && { progress: row.progress }),
      };
      return send(leaving, signal);
    },
    record: (row, outcome) => record(row, outcome),
  };

  async function record(row: OutboxRow, outcome: Exclude<OutboxOutcome, { readonly kind: 'retry' }>): Promise<boolean> {
    const { interactionId, seq } = row.payload as SendMessage;
    const line = await messageAt(store, interactionId, seq);
    if (line === undefined) return true;
    const actor = { kind: 'server' } as const;
    const input = { type: 'message.delivered', line, effectKey: row.key, outcome: outcomeOf(outcome) } as const;
    const reply = await engine.submit(await withKept(engine, store, actor, input), { actor });
    return reply.ok || (reply.error.code !== 'storageFull' && reply.error.code !== 'unavailable');
  }
}

function agentNameOf(engine: DeskEngine, { author, interactionId }: Message): string | undefined {
  if (author.kind !== 'agent') return undefined;
  return engine.read((state) => {
    const queueId = state.interactions.get(interactionId)?.queueId;
    return queueId && agentFace(state, queueId, author.agentId).name;
  });
}

const permanently = (reason: DeliveryProblem): Carried => ({ kind: 'failed', reason, permanent: true });

function outcomeOf(outcome: Exclude<OutboxOutcome, { readonly kind: 'retry' }>): DeliveryOutcome {
  if (outcome.kind === 'done') return { delivery: 'sent' };
  const problem = DeliveryProblem.safeParse(outcome.reason);
  return outcome.kind === 'dead'
    ? { delivery: 'failed', deliveryProblem: problem.success ? problem.data : 'refused' }
    : { delivery: 'uncertain', deliveryProblem: problem.success ? problem.data : 'interrupted' };
}
