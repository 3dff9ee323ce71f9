import type { ChannelId, CustomerId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';
import type { ChannelFace, Conversation } from '@ringdesk/shared/protocol/visitor.ts';

import type { Input } from '../domain/inputs.ts';
import type { InteractionRecord } from '../domain/records.ts';
import { isBlocked } from '../domain/senders.ts';
import type { State } from '../domain/state.ts';
import { channelFace, conversationOf, visitorView } from '../domain/visitorViews.ts';
import { faceFor } from './customerViews.ts';
import type { DeskEngine } from './deskEngine.ts';
import { withKept } from './keptInputs.ts';
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
  /** Whether what they write is refused, on every channel. */
  isBlocked(id: CustomerId): boolean;
  /** undefined: the channel is gone, or belongs to no queue and nothing of theirs goes on there [7]. */
  face(who: Who, preferred: Language): ChannelFace | undefined;
  /** Whether a message begins new work: a new conversation, or one that was closed so long ago that the core forgot it. */
  beginsConversation(who: Who): boolean;
  /** Whether a conversation is in memory: it is open, or was closed a short while ago. */
  hasConversation(who: Who): boolean;
  /** Whether it is open, so that what is said and named goes into it. */
  hasOpenConversation(who: Who): boolean;
  /** The open, or else the last, conversation on this channel. Undefined: they never wrote. */
  lastTalk(who: Who, limit: number): Promise<LastTalk | undefined>;
  /** What is to be told of a conversation: as it is now, or as it was when it was closed. */
  conversation(who: Who, lastTalk: LastTalk | undefined): Conversation | null;
  /** [32] The newest version of the statement shown there that they have accepted; null: none. */
  consentVersion(who: Who): Promise<number | null>;
  /** [32] Why nothing of theirs may be taken in yet: no conversation is open, and the statement was not accepted. */
  consentMissing(who: Who): Promise<Refusal | undefined>;
  /** Hears that the engine writes again after it could not. */
  onWritingAgain(listener: () => void): () => void;
  /** Hears of conversations that an agent took up again, until the returned function is called. */
  onTakenUp(listener: (who: Who) => void): () => void;
}

export interface LastTalk {
  readonly interactionId: InteractionId;
  readonly queueId: QueueId;
  /** The customer's name there. */
  readonly name: string;
  readonly readSeq: number;
  readonly rating: Conversation['rating'];
  /** Its last lines without the notes, oldest first. */
  readonly lines: readonly TranscriptLine[];
}

/** What a door for customers may do with the engine and the store: always as this customer on this channel. */
export function createCustomerDoor(
  engine: DeskEngine,
  store: Pick<Store<never>, 'transcripts' | 'kept' | 'consents'>,
  sendsMail: () => boolean,
): CustomerDoor {
  const liveOf = (state: State, { customerId, channelId }: Who): InteractionRecord | undefined => {
    const id = conversationOf(state, customerId, channelId);
    return id && state.interactions.get(id);
  };

  return {
    async submit({ customerId, channelId }, input, command) {
      const actor = { kind: 'customer', customerId, channelId } as const;
      return engine.submit(await withKept(engine, store, actor, input), {
        actor,
        ...(command === undefined
          ? {}
          : {
              command: {
                scope: `customer:${customerId}:${channelId}`,
                id: command.id,
                bodyHash: bodyHashOf(command.name, command.body),
              },
            }),
      });
    },
    channel: (id) => engine.read((state) => state.channels.get(id)),
    isBlocked: (id) => engine.read((state) => isBlocked(state, id)),
    face: (who, preferred) => engine.read((state) => faceFor(state, who, preferred, { sendsMail: sendsMail() })),
    beginsConversation: (who) =>
      engine.read((state) => {
        const live = liveOf(state, who);
        return live === undefined || (live.state === 'closed' && engine.now() > (live.reopenUntil ?? 0));
      }),
    hasConversation: (who) => engine.read((state) => liveOf(state, who) !== undefined),
    hasOpenConversation: (who) => engine.read((state) => (liveOf(state, who)?.state ?? 'closed') !== 'closed'),
    conversation: ({ customerId, channelId }, lastTalk) =>
      engine.read((state) => visitorView(state, customerId, channelId)) ?? (lastTalk ? closedTalk(lastTalk) : null),

    async consentMissing(who) {
      const asked = engine.read((state) =>
        (liveOf(state, who)?.state ?? 'closed') === 'closed' ? channelFace(state, who.channelId)?.consent : undefined,
      );
      if (asked === undefined || ((await this.consentVersion(who)) ?? 0) >= asked.version) return undefined;
      return { code: 'consentRequired', version: asked.version };
    },
    async consentVersion({ customerId, channelId }) {
      const queueId = engine.read((state) => state.channels.get(channelId)?.queueId);
      return (queueId && (await store.consents.newest({ customerId, channelId, queueId }))?.version) ?? null;
    },

    async lastTalk(who, limit) {
      const read = () =>
        engine.read((state) => {
          const live = liveOf(state, who);
          return live && { id: live.id, lastSeq: live.lastSeq, ...talkOf(live) };
        });
      for (;;) {
        const before = read();
        const stored = before === undefined ? await store.kept.newest(who.customerId, who.channelId) : undefined;
        const interactionId = before?.id ?? stored?.id;
        const page = interactionId && (await store.transcripts.page(interactionId, { limit, only: 'public' }));
        const live = read();
        // A line that was committed while the page was read would be in neither the page nor an update.
        if (live?.id !== before?.id || live?.lastSeq !== before?.lastSeq) continue;
        const talk = live ?? (stored && talkOf(stored));
        return interactionId && page && talk && { interactionId, ...talk, lines: page.lines };
      }
    },

    onWritingAgain: (listener) =>
      engine.onMode((mode) => {
        if (mode === 'running') listener();
      }),
    onTakenUp: (listener) =>
      engine.onCommitted(({ events }) => {
        for (const event of events) {
          if (event.type !== 'interaction.reopened' || event.by !== 'agent') continue;
          const taken = engine.read((state) => state.interactions.get(event.interactionId));
          if (taken) listener({ customerId: taken.customer.id, channelId: taken.channelId });
        }
      }),
  };
}

const talkOf = ({ queueId, customer, ownerReadSeq, rating }: Talked) => ({
  queueId,
  name: customer.name,
  readSeq: ownerReadSeq,
  rating: rating ? { score: rating.score, comment: rating.comment } : null,
});
type Talked = Pick<Interaction, 'queueId' | 'customer' | 'ownerReadSeq'> & Pick<InteractionRecord, 'rating'>;

const closedTalk = ({ interactionId, readSeq, rating }: LastTalk): Conversation => ({
  interactionId,
  state: 'closed',
  readSeq,
  contactWanted: false,
  rating,
});
