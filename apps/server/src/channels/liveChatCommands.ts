import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';
import { type VisitorCommandName, visitorCommands, VisitorEnvelope } from '@ringdesk/shared/protocol/visitor.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import { type Contact, missingFields } from '@ringdesk/shared/rules/contactForm.ts';
import type { z } from 'zod';

import type { Attachments } from '../application/attachments.ts';
import type { CustomerInput, CustomerSubmit } from '../application/customerDoor.ts';
import { parseAtDoor } from '../application/door.ts';
import { TokenBuckets } from '../application/tokenBuckets.ts';
import { StorageFull, type VisitorContactTable, type VisitorNameTable } from '../application/ports/tables.ts';
import { checkedContact } from './contactDetails.ts';
import type { Visitor } from './liveChatVisitor.ts';

type AnyVisitorCommand = {
  [N in VisitorCommandName]: { readonly name: N; readonly input: z.output<(typeof visitorCommands)[N]['input']> };
}[VisitorCommandName];

const isVisitorCommand = (name: string): name is VisitorCommandName => Object.hasOwn(visitorCommands, name);

function parseCommand(name: string, raw: unknown): Result<AnyVisitorCommand, Refusal> {
  if (!isVisitorCommand(name)) return refuse({ code: 'invalid', fields: { name: 'unknown-command' } });
  const input = parseAtDoor(visitorCommands[name].input, raw);
  // The schema of this very name made the input: TypeScript cannot follow that through the index.
  return input.ok ? ok({ name, input: input.value } as AnyVisitorCommand) : input;
}

/** Copies by e-mail: five a day to one address, ten a day of one visitor. */
const COPIES_TO_ADDRESS = { perSecond: 5 / 86_400, burst: 5 };
const COPIES_OF_VISITOR = { perSecond: 10 / 86_400, burst: 10 };

/** The way of a visitor's command from the wire to the engine, answered after the commit. */
export function createVisitorCommands(parts: {
  readonly submit: CustomerSubmit;
  readonly attachments: Attachments;
  readonly names: VisitorNameTable;
  readonly contacts: VisitorContactTable;
  readonly now: () => Instant;
  /** Whether e-mail can be sent. */
  sendsMail(): boolean;
  /** Whether a name goes into a conversation at once. */
  hasOpenConversation(visitor: Visitor): boolean;
  /** Whether what they write is refused. */
  isBlocked(visitor: Visitor): boolean;
  /** [32] Why nothing may be kept of them yet. */
  consentMissing(visitor: Visitor): Promise<Refusal | undefined>;
  /** The contact form that the channel shows. */
  contactForm(visitor: Visitor): QueueSettings['contactForm'];
  /** Whether the channel takes files. */
  takesFiles(visitor: Visitor): boolean;
  /** A call from the widget, where somebody takes it, or the way back to the one that goes on. */
  beginCall(visitor: Visitor, resumes: boolean): Reply;
  /** The entry of calls from their site; undefined: there is none. */
  callEntry(visitor: Visitor): ChannelId | undefined;
}) {
  const copies = new TokenBuckets(COPIES_TO_ADDRESS);
  const copiesOf = new TokenBuckets(COPIES_OF_VISITOR);

  return async (visitor: Visitor, raw: unknown): Promise<Reply> => {
    const envelope = parseAtDoor(VisitorEnvelope, raw);
    if (!envelope.ok) return envelope;
    const command = parseCommand(envelope.value.name, envelope.value.input);
    if (!command.ok) return command;
    if (command.value.name === 'message.post' && parts.isBlocked(visitor)) return refuse({ code: 'blocked' });
    const files = await filesOf(visitor, command.value);
    if (!files.ok) return files;
    const { name, input: body } = command.value;
    const open = parts.hasOpenConversation(visitor);
    if (name === 'transcript.send') return sendCopy(visitor, envelope.value.id, command.value.input);
    if (command.value.name === 'call.begin') return parts.beginCall(visitor, command.value.input.resumes === true);
    if (name === 'contact.give') return takeContact(visitor, envelope.value.id, command.value.input, open);
    if (name === 'name.set' && !open && !(await keepName(visitor, command.value.input.name)))
      return refuse({ code: 'storageFull' });
    if (command.value.name === 'rating.give' && command.value.input.of === 'call')
      return rateCall(visitor, envelope.value.id, command.value.input);
    const begins = name === 'message.post' && !open;
    const given = begins ? await parts.names.get(visitor.customerId) : undefined;
    const reach = begins ? await parts.contacts.get(visitor.customerId) : undefined;
    const contact = reach && { name: given ?? '', ...reach };
    const input = inputOf(visitor, command.value, files.value, { name: given ?? '', contact });
    const reply = await parts.submit(visitor, input, { id: envelope.value.id, name, body });
    if (reply.ok && (given !== undefined || contact !== undefined)) await bringIn(visitor, given, contact);
    return reply;
  };

  /** [43] Calls from a site have an entry of their own. */
  async function rateCall(
    visitor: Visitor,
    id: string,
    body: { readonly score: number; readonly comment: string },
  ): Promise<Reply> {
    const channelId = parts.callEntry(visitor);
    if (channelId === undefined) return refuse({ code: 'notFound' });
    const { score, comment } = body;
    const input = { type: 'customer.rated', score, comment } as const;
    return parts.submit({ ...visitor, channelId }, input, { id, name: 'rating.give', body });
  }

  /** [34] Into the open conversation, or kept for the one that the next message begins. */
  async function takeContact(visitor: Visitor, id: string, body: Contact, open: boolean): Promise<Reply> {
    const contact = checkedContact(body, visitor.country);
    if (!contact.ok) return contact;
    if (open)
      return parts.submit(
        visitor,
        { type: 'customer.gaveContact', contact: contact.value },
        { id, name: 'contact.give', body },
      );
    const unaccepted = await parts.consentMissing(visitor);
    if (unaccepted) return refuse(unaccepted);
    const missing = missingFields(parts.contactForm(visitor), contact.value);
    if (missing.length > 0) return refuse({ code: 'contactRequired', fields: missing });
    const { name, email, phone } = contact.value;
    const kept = await keep(async () => {
      if (name !== '') await parts.names.put(visitor.customerId, name, parts.now());
      await parts.contacts.put(visitor.customerId, { email, phone }, parts.now());
    });
    return kept ? ok({}) : refuse({ code: 'storageFull' });
  }

  /** A copy by e-mail [9, 10], few to one address: it is not known to be theirs. */
  async function sendCopy(visitor: Visitor, id: string, body: { readonly email: string }): Promise<Reply> {
    const contact = checkedContact({ name: '', email: body.email, phone: '' }, undefined);
    if (!contact.ok) return contact;
    const { email } = contact.value;
    if (email === '') return refuse({ code: 'invalid', fields: { email: 'not-an-email' } });
    if (!parts.sendsMail()) return refuse({ code: 'providerFailed', problem: 'notSet' });
    const wait = copies.take(email.toLowerCase(), parts.now()) || copiesOf.take(visitor.customerId, parts.now());
    if (wait > 0) return refuse({ code: 'slowDown', retryAfterMs: wait });
    const input = { type: 'customer.askedTranscript', email } as const;
    return parts.submit(visitor, input, { id, name: 'transcript.send', body });
  }

  function keepName(visitor: Visitor, name: string): Promise<boolean> {
    return keep(() => parts.names.put(visitor.customerId, name, parts.now()));
  }

  /** False: there is no room on the disk. */
  async function keep(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (error instanceof StorageFull) return false;
      throw error;
    }
  }

  /** A conversation that goes on gets what was given while it was closed; a new one has it already. */
  async function bringIn(visitor: Visitor, name: string | undefined, contact: Contact | undefined): Promise<void> {
    if (name !== undefined) await parts.submit(visitor, { type: 'customer.named', name });
    if (contact !== undefined) await parts.submit(visitor, { type: 'customer.gaveContact', contact });
    // Without room on the disk it stays until the next message.
    await keep(async () => {
      await parts.names.forget(visitor.customerId);
      await parts.contacts.forget(visitor.customerId);
    });
  }

  async function filesOf(
    visitor: Visitor,
    command: AnyVisitorCommand,
  ): Promise<Result<readonly Attachment[], Refusal>> {
    if (command.name !== 'message.post') return ok([]);
    const { attachmentIds, messageId, text } = command.input;
    if (attachmentIds.length === 0)
      return text === '' ? refuse({ code: 'invalid', fields: { text: 'too-short' } }) : ok([]);
    if (!parts.takesFiles(visitor)) return refuse({ code: 'fileTypeRefused' });
    return parts.attachments.forMessage(attachmentIds, { kind: 'customer', id: visitor.customerId }, messageId);
  }
}

export type VisitorCommands = ReturnType<typeof createVisitorCommands>;

function inputOf(
  visitor: Visitor,
  command: Exclude<AnyVisitorCommand, { name: 'contact.give' | 'call.begin' }>,
  attachments: readonly Attachment[],
  given: { readonly name: string; readonly contact: Contact | undefined },
): CustomerInput {
  switch (command.name) {
    case 'message.post':
      return {
        type: 'customer.wrote',
        messageId: command.input.messageId,
        text: command.input.text,
        attachments,
        customerName: given.name,
        ...(given.contact && { contact: given.contact }),
        language: visitor.language,
        ...(visitor.pageUrl === undefined ? {} : { pageUrl: visitor.pageUrl }),
      };
    case 'conversation.end':
      return { type: 'customer.ended' };
    case 'conversation.read':
      return { type: 'customer.read', seq: command.input.seq };
    case 'rating.give':
      return { type: 'customer.rated', score: command.input.score, comment: command.input.comment };
    case 'transcript.send':
      return { type: 'customer.askedTranscript', email: command.input.email };
    case 'consent.give':
      return { type: 'customer.consented', version: command.input.version };
    case 'name.set':
      return { type: 'customer.named', name: command.input.name };
  }
}
