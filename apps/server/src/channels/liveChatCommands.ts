import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';
import { type VisitorCommandName, visitorCommands, VisitorEnvelope } from '@ringdesk/shared/protocol/visitor.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { z } from 'zod';

import type { Attachments } from '../application/attachments.ts';
import type { CustomerInput, CustomerSubmit } from '../application/customerDoor.ts';
import { parseAtDoor } from '../application/door.ts';
import { StorageFull, type VisitorNameTable } from '../application/ports/tables.ts';
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

/** The way of a visitor's command from the wire to the engine, answered after the commit. */
export function createVisitorCommands(parts: {
  readonly submit: CustomerSubmit;
  readonly attachments: Attachments;
  readonly names: VisitorNameTable;
  readonly now: () => Instant;
  /** Whether a name goes into a conversation at once. */
  hasOpenConversation(visitor: Visitor): boolean;
  /** Whether the channel takes files. */
  takesFiles(visitor: Visitor): boolean;
}) {
  return async (visitor: Visitor, raw: unknown): Promise<Reply> => {
    const envelope = parseAtDoor(VisitorEnvelope, raw);
    if (!envelope.ok) return envelope;
    const command = parseCommand(envelope.value.name, envelope.value.input);
    if (!command.ok) return command;
    const files = await filesOf(visitor, command.value);
    if (!files.ok) return files;
    const { name, input: body } = command.value;
    const open = parts.hasOpenConversation(visitor);
    if (name === 'name.set' && !open && !(await keepName(visitor, command.value.input.name)))
      return refuse({ code: 'storageFull' });
    const given = name === 'message.post' && !open ? await parts.names.get(visitor.customerId) : undefined;
    const input = inputOf(visitor, command.value, files.value, given ?? '');
    const reply = await parts.submit(visitor, input, { id: envelope.value.id, name, body });
    if (reply.ok && given !== undefined) await bringIn(visitor, given);
    return reply;
  };

  async function keepName(visitor: Visitor, name: string): Promise<boolean> {
    try {
      await parts.names.put(visitor.customerId, name, parts.now());
      return true;
    } catch (error) {
      if (error instanceof StorageFull) return false;
      throw error;
    }
  }

  /** A conversation that goes on gets the name given while it was closed; a new one has it already. */
  async function bringIn(visitor: Visitor, name: string): Promise<void> {
    await parts.submit(visitor, { type: 'customer.named', name });
    try {
      await parts.names.forget(visitor.customerId);
    } catch (error) {
      // Without room on the disk it stays until the next message.
      if (!(error instanceof StorageFull)) throw error;
    }
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
  command: AnyVisitorCommand,
  attachments: readonly Attachment[],
  customerName: string,
): CustomerInput {
  switch (command.name) {
    case 'message.post':
      return {
        type: 'customer.wrote',
        messageId: command.input.messageId,
        text: command.input.text,
        attachments,
        customerName,
        language: visitor.language,
        ...(visitor.pageUrl === undefined ? {} : { pageUrl: visitor.pageUrl }),
      };
    case 'conversation.end':
      return { type: 'customer.ended' };
    case 'conversation.read':
      return { type: 'customer.read', seq: command.input.seq };
    case 'name.set':
      return { type: 'customer.named', name: command.input.name };
  }
}
