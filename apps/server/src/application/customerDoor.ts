import type { ChannelId, CustomerId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';
import type { ChannelFace, Conversation } from '@ringdesk/shared/protocol/visitor.ts';

import type { Input } from '../domain/inputs.ts';
import { conversationOf, visitorView } from '../domain/views.ts';
import { faceFor } from './customerViews.ts';
import type { DeskEngine } from './deskEngine.ts';
import type { Store } from './ports/store.ts';
import { bodyHashOf } from './staffCommands.ts';

export type CustomerInput = Extract<Input, { readonly type: `customer.${string}` }>;

interface Who {
  readonly customerId: CustomerId;
  readonly channelId: ChannelId;
}

/** One command of a customer; `body` is what its reuse under the same id is compared with. */
export type CustomerSubmit = (
  who: Who,
  input: CustomerInput,
  command?: { readonly id: string; readonly name: string; readonly body: unknown },
) => Promise<Reply>;

export interface CustomerDoor {
  readonly submit: CustomerSubmit;
  channel(id: ChannelId): Channel | undefined;
  /** undefined: the channel is gone, or belongs to no queue [7]. */
  face(id: ChannelId, preferred: Language): ChannelFace | undefined;
  /** Whether a message of this customer would begin a new conversation. */
  beginsConversation(who: Who): boolean;
  /** Whether there is an open, or still reopenable, conversation. */
  hasConversation(who: Who): boolean;
  conversation(who: Who): Conversation | null;
  /** Replies of the open, or else the last, conversation on this channel, oldest first, and the name the customer has there. */
  lastLines(who: Who, limit: number): Promise<{ readonly lines: readonly TranscriptLine[]; readonly name: string }>;
}

/** What a door for customers may do with the engine and the store: always as this customer on this channel. */
export function createCustomerDoor(
  engine: DeskEngine,
  store: Pick<Store<never>, 'transcripts' | 'conversations'>,
): CustomerDoor {
  const liveId = (who: Who): InteractionId | undefined =>
    engine.read((state) => conversationOf(state, who.customerId, who.channelId));

  return {
    submit: ({ customerId, channelId }, input, command) =>
      engine.submit(input, {
        actor: { kind: 'customer', customerId, channelId },
        ...(command === undefined
          ? {}
          : {
              command: {
                scope: `customer:${customerId}:${channelId}`,
                id: command.id,
                bodyHash: bodyHashOf(command.name, command.body),
              },
            }),
      }),
    channel: (id) => engine.read((state) => state.channels.get(id)),
    face: (id, preferred) => engine.read((state) => faceFor(state, id, preferred)),
    beginsConversation: (who) => liveId(who) === undefined,
    hasConversation: (who) => liveId(who) !== undefined,
    conversation: ({ customerId, channelId }) => engine.read((state) => visitorView(state, customerId, channelId)),

    async lastLines(who, limit) {
      const earlier = await store.conversations.ofCustomer({
        customerId: who.customerId,
        sight: 'everything',
        limit: 20,
      });
      const last = earlier.find(({ channelId }) => channelId === who.channelId);
      const id = liveId(who) ?? last?.id;
      if (id === undefined) return { lines: [], name: '' };
      for (;;) {
        const before = engine.read((state) => state.interactions.get(id)?.lastSeq);
        const { lines } = await store.transcripts.page(id, { limit, only: 'replies' });
        const live = engine.read((state) => state.interactions.get(id));
        // A line that was committed while the page was read would be in neither the page nor an update.
        if (live?.lastSeq === before) return { lines, name: live?.customer.name ?? last?.customer.name ?? '' };
      }
    },
  };
}
