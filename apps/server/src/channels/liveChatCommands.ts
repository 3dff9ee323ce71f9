import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import type { Reply } from '@ringdesk/shared/protocol/socket.ts';
import { type VisitorCommandName, visitorCommands, VisitorEnvelope } from '@ringdesk/shared/protocol/visitor.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import type { z } from 'zod';

import type { Attachments } from '../application/attachments.ts';
import type { CustomerInput, CustomerSubmit } from '../application/customerDoor.ts';
import { parseAtDoor } from '../application/door.ts';
import type { VisitorNames } from './liveChatNames.ts';
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
  readonly names: VisitorNames;
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
    if (command.value.name === 'name.set') parts.names.set(visitor.customerId, command.value.input.name);
    const input = inputOf(visitor, command.value, files.value, parts.names.get(visitor.customerId));
    return parts.submit(visitor, input, { id: envelope.value.id, name: command.value.name, body: command.value.input });
  };

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
