import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ChannelId, CustomerId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import type { Attachment } from '@ringdesk/shared/model/message.ts';
import { DAY, type Instant } from '@ringdesk/shared/model/time.ts';
import { MAX_VISITOR_FILE_BYTES } from '@ringdesk/shared/protocol/files.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { refuse, type Result } from '@ringdesk/shared/result.ts';

import type { Attachments } from '../application/attachments.ts';
import type { CustomerDoor } from '../application/customerDoor.ts';
import { messageAt } from '../application/messageAt.ts';
import type { EventLog, Failpoints } from '../application/ports/journal.ts';
import type { InboundOutcome, InboundUpdate } from '../application/ports/messengers.ts';
import type { Store } from '../application/ports/store.ts';
import { StorageFull } from '../application/ports/tables.ts';
import { type FileTrouble, messengerWords } from './messengerWords.ts';

/** Who wrote, as their messenger knows them. */
export interface Sender {
  /** Of this customer for ever, the same after every restart. */
  readonly customerId: CustomerId;
  /** Where to answer them. */
  readonly externalId: string;
  /** Empty: unknown. */
  readonly name: string;
  readonly language?: Language;
  readonly email?: string;
  readonly phone?: string;
}

/** A file that came with a message and is still to be fetched. */
export interface InboundFile {
  readonly name: string;
  fetch(): Promise<Result<{ readonly content: Readable; readonly name?: string }, FileTrouble>>;
}

/** What an update says. `externalId`: the messenger's own id of the message, unique in the channel. */
export type Inbound =
  | {
      readonly kind: 'message';
      readonly externalId: string;
      readonly sender: Sender;
      readonly text: string;
      readonly files: readonly InboundFile[];
    }
  | { readonly kind: 'edit'; readonly externalId: string; readonly sender: Sender; readonly text: string }
  /** A message in a form nobody knows yet: it becomes one all the same, with what came attached. */
  | { readonly kind: 'unreadable'; readonly externalId: string; readonly sender: Sender }
  /** No message of a customer; counted and shown. */
  | { readonly kind: 'ignored'; readonly why: string };

export interface InboundParts {
  readonly store: Pick<Store<never>, 'inbound' | 'messengerPeople' | 'transcripts'>;
  readonly door: Pick<CustomerDoor, 'submit' | 'channel'>;
  readonly attachments: Attachments;
  /** Language of the queue of a channel, for words to its agents. */
  readonly languageOf: (channelId: ChannelId) => Language;
  readonly log: EventLog;
  readonly failpoints: Failpoints;
  readonly now: () => Instant;
}

const AT_ONCE = 50;
/** Longer than any messenger sends an update again, or lets one be edited. */
const KEPT_MS = 60 * DAY;
const FORGOTTEN_AT_ONCE = 200;

/** The id of a message of a messenger here: the same for the same message, however often it comes. */
export const messageIdOf = (channelId: ChannelId, externalId: string): MessageId =>
  `m${createHash('sha256').update(`${channelId}\n${externalId}`).digest('hex').slice(0, 32)}` as MessageId;

/**
 * The way in of every messenger: an update is stored whole before anything in it is understood, then read, then submitted
 * to the core, then settled. Whatever ends the server in between, the next start goes on with what waits; the core knows a
 * message by its id and takes it once (I9). Updates of one channel are worked on one after the other, in their order.
 */
export function createInbound(parts: InboundParts) {
  const { inbound, messengerPeople } = parts.store;
  const turns = new Map<ChannelId, Promise<unknown>>();

  /** `done`: nothing of the channel waits any more; `stuck`: the store or the core takes nothing at the moment. */
  function drain(channelId: ChannelId, read: (body: string) => Inbound): Promise<'done' | 'stuck'> {
    const turn = (turns.get(channelId) ?? Promise.resolve()).then(() => drainOnce(channelId, read));
    turns.set(
      channelId,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async function drainOnce(channelId: ChannelId, read: (body: string) => Inbound): Promise<'done' | 'stuck'> {
    try {
      for (;;) {
        const updates = await inbound.waiting(channelId, AT_ONCE);
        for (const update of updates) {
          const outcome = await take(update, read);
          if (outcome === 'stuck') return 'stuck';
          parts.failpoints('updateTakenBeforeSettled');
          await inbound.settle(update.row, outcome);
          if (outcome.state !== 'done')
            parts.log.info({ channelId, status: outcome.state, code: outcome.note }, 'an update became no message');
        }
        if (updates.length < AT_ONCE) break;
      }
      await inbound.forget(parts.now() - KEPT_MS, FORGOTTEN_AT_ONCE);
      return 'done';
    } catch (error) {
      if (error instanceof StorageFull) return 'stuck';
      throw error;
    }
  }

  async function take(update: InboundUpdate, read: (body: string) => Inbound): Promise<InboundOutcome | 'stuck'> {
    const said = read(update.body);
    if (said.kind === 'ignored') return { state: 'ignored', note: said.why };
    const { channelId } = update;
    await messengerPeople.put(channelId, said.sender.customerId, said.sender.externalId);
    if (said.kind === 'edit') return edit(channelId, said);
    const words = messengerWords[parts.languageOf(channelId)];
    const files = said.kind === 'message' ? said.files : [original(update.body)];
    const fetched = await fetchAll(said.sender, files, words);
    const text = said.kind === 'message' ? said.text : words.unreadable;
    return write(
      channelId,
      said,
      [text, ...fetched.notes].filter((part) => part !== '').join('\n'),
      fetched.attachments,
    );
  }

  async function edit(
    channelId: ChannelId,
    said: Extract<Inbound, { kind: 'edit' }>,
  ): Promise<InboundOutcome | 'stuck'> {
    const messageId = messageIdOf(channelId, said.externalId);
    const place = await inbound.placeOf(channelId, messageId);
    const line = place && (await messageAt(parts.store, place.interactionId, place.seq));
    // What it was before never came here: what it is now is what they say.
    if (line === undefined) return write(channelId, said, said.text, []);
    const { customerId } = said.sender;
    const reply = await parts.door.submit(
      { customerId, channelId },
      { type: 'customer.edited', line, text: said.text },
    );
    return reply.ok ? { state: 'done' } : refusedAs(reply.error);
  }

  async function write(
    channelId: ChannelId,
    { sender, externalId }: Extract<Inbound, { sender: Sender }>,
    text: string,
    attachments: readonly Attachment[],
  ): Promise<InboundOutcome | 'stuck'> {
    if (text === '' && attachments.length === 0) return { state: 'ignored', note: 'empty' };
    const { customerId, name, language, email = '', phone = '' } = sender;
    const messageId = messageIdOf(channelId, externalId);
    const reply = await parts.door.submit(
      { customerId, channelId },
      {
        type: 'customer.wrote',
        messageId,
        text,
        attachments,
        customerName: name,
        ...(language !== undefined && { language }),
        ...((email !== '' || phone !== '') && { contact: { name, email, phone } }),
      },
    );
    if (!reply.ok) return refusedAs(reply.error);
    const { interactionId, seq } = reply.value as { readonly interactionId: InteractionId; readonly seq: number };
    return { state: 'done', messageId, interactionId, seq };
  }

  async function fetchAll(sender: Sender, files: readonly InboundFile[], words: (typeof messengerWords)['en']) {
    const attachments: Attachment[] = [];
    const notes: string[] = [];
    for (const file of files) {
      const kept = await keepFile(sender, file);
      if (kept.ok) attachments.push(kept.value);
      else notes.push(words.notTaken[kept.error](file.name));
    }
    return { attachments, notes };
  }

  async function keepFile(sender: Sender, file: InboundFile): Promise<Result<Attachment, FileTrouble>> {
    const fetched = await file.fetch();
    if (!fetched.ok) return fetched;
    const { content, name = file.name } = fetched.value;
    const kept = await parts.attachments.receive(
      {
        content,
        name,
        owner: { kind: 'customer', id: sender.customerId },
        purpose: 'message',
        maxBytes: MAX_VISITOR_FILE_BYTES,
      },
      parts.now(),
    );
    return kept.ok ? kept : refuse(troubleOf(kept.error));
  }

  return {
    /** Stores an update; after this it is not lost any more, and the messenger may be told so once it is drained. */
    async keep(channelId: ChannelId, externalId: string, body: string) {
      const kept = await inbound.keep({ channelId, externalId, body, receivedAt: parts.now() });
      parts.failpoints('updateKept');
      return kept;
    },
    /** Tests: everything that was fetched is taken, and nothing is confirmed yet. */
    beforeConfirm: () => parts.failpoints('updatesTakenBeforeConfirmed'),
    drain,
    /** The channel has a queue again: what was held is worked on. */
    release: (channelId: ChannelId) => inbound.release(channelId),
  };
}

export type InboundWay = ReturnType<typeof createInbound>;

/** What came, as a file, so that a person can look at it. */
const original = (body: string): InboundFile => ({
  name: 'message.txt',
  fetch: async () => ({ ok: true, value: { content: Readable.from([Buffer.from(body, 'utf8')]) } }),
});

function troubleOf({ code }: Refusal): FileTrouble {
  switch (code) {
    case 'tooLarge':
    case 'fileTypeRefused':
    case 'tooManyFiles':
      return code;
    default:
      return 'unreachable';
  }
}

/** `stuck`: it is tried again as it is; `held`: when the channel has a queue, or at the next start. */
function refusedAs(refusal: Refusal): InboundOutcome | 'stuck' {
  switch (refusal.code) {
    case 'storageFull':
    case 'unavailable':
    case 'slowDown':
      return 'stuck';
    case 'channelOff':
    case 'internal':
      return { state: 'held', note: refusal.code };
    default:
      return { state: 'refused', note: refusal.code };
  }
}
