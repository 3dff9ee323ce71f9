import { hash } from 'node:crypto';
import { type CallSettings, heardBy } from '@ringdesk/shared/model/call.ts';
import type { AgentId, AttachmentId } from '@ringdesk/shared/model/ids.ts';
import type { Attachment, Message } from '@ringdesk/shared/model/message.ts';
import { type AnyCommand, type CommandName, commands } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { CommandEnvelope, type Reply } from '@ringdesk/shared/protocol/socket.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { Attachments } from './attachments.ts';
import type { DeskEngine } from './deskEngine.ts';
import { withKept } from './keptInputs.ts';
import type { Store } from './ports/store.ts';
import { parseAtDoor } from './door.ts';
import { messageAt } from './messageAt.ts';
import { dialledIn, withName } from './telephony/dialledNumbers.ts';

/** What makes a second sending of a command the same: its name and what it says, as the schema understood it. */
export const bodyHashOf = (name: string, input: unknown): string =>
  hash('sha256', JSON.stringify([name, input]), 'base64url');

const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name);

function parseCommand(name: string, raw: unknown): Result<AnyCommand, Refusal> {
  if (!isCommandName(name)) return refuse({ code: 'invalid', fields: { name: 'unknown-command' } });
  const input = parseAtDoor(commands[name].input, raw);
  // The schema of this very name made the input: TypeScript cannot follow that through the index.
  return input.ok ? ok({ name, input: input.value } as AnyCommand) : input;
}

/**
 * The way of a staff command from the wire to the engine: envelope, schema, files, then one submission under the person's
 * own command ids. The answer comes after the commit and is the same however often the command comes.
 */
export function createStaffCommands(
  engine: DeskEngine,
  store: Pick<Store<never>, 'kept' | 'consents' | 'transcripts' | 'decisions'>,
  attachments: Attachments,
  office: Parameters<typeof dialledIn>[0],
) {
  return async (agentId: AgentId, raw: unknown): Promise<Reply> => {
    const envelope = parseAtDoor(CommandEnvelope, raw);
    if (!envelope.ok) return envelope;
    const command = parseCommand(envelope.value.name, envelope.value.input);
    if (!command.ok) return command;
    const files = await filesOf(attachments, agentId, command.value);
    if (!files.ok) return files;
    const actor = { kind: 'agent', agentId } as const;
    const line = await lineOf(engine, store, command.value);
    const dialled = await withName(dialledIn(office, command.value), (id) => store.kept.nameOf(id));
    const input = {
      type: 'command' as const,
      command: command.value,
      ...(files.value.length === 0 ? {} : { attachments: files.value }),
      ...(line === undefined ? {} : { line }),
      ...(dialled === undefined ? {} : { dialled }),
      ...((await isIdTaken(store, command.value)) && { idTaken: true as const }),
    };
    return engine.submit(await withKept(engine, store, actor, input), {
      actor,
      command: {
        scope: `agent:${agentId}`,
        id: envelope.value.id,
        bodyHash: bodyHashOf(command.value.name, command.value.input),
      },
    });
  };
}

export type StaffCommands = ReturnType<typeof createStaffCommands>;

/** [61] The sounds a call queue names must be there. */
async function soundsOf(attachments: Attachments, call: CallSettings | null): Promise<Result<readonly [], Refusal>> {
  if (call === null) return ok([]);
  const { missed, musicId } = call;
  const heard = heardBy(missed);
  const named: readonly (readonly [field: string, id: AttachmentId | null])[] = [
    ['musicId', musicId],
    ['missed', heard?.kind === 'voicemail' ? heard.greetingId : heard?.kind === 'hangUp' ? heard.announcementId : null],
  ];
  for (const [field, id] of named)
    if (id !== null && !(await attachments.isThere(id, 'sound')))
      return refuse({ code: 'invalid', fields: { [`settings.call.${field}`]: 'no-such-sound' } });
  return ok([]);
}

/** Whether the id that a desk made for what it begins is of a conversation or queue the core does not remember any more. */
async function isIdTaken(store: Pick<Store<never>, 'kept' | 'decisions'>, command: AnyCommand): Promise<boolean> {
  switch (command.name) {
    case 'call.dial':
      return (await store.kept.find({ interactionId: command.input.interactionId })) !== undefined;
    case 'queue.create':
      return (await store.decisions.queueVersions(command.input.queueId)).length > 0;
    default:
      return false;
  }
}

/** The message a command names, as it stands in its transcript. */
async function lineOf(
  engine: DeskEngine,
  store: Pick<Store<never>, 'kept' | 'transcripts'>,
  command: AnyCommand,
): Promise<Message | undefined> {
  if (command.name !== 'message.resend') return undefined;
  const { interactionId, messageId } = command.input;
  const known = engine.read((state) => state.interactions.get(interactionId)?.messages.get(messageId));
  const seq =
    known?.seq ?? (await store.kept.find({ interactionId }))?.messages.find(({ id }) => id === messageId)?.seq;
  return seq === undefined ? undefined : messageAt(store, interactionId, seq);
}

/** Files and pictures a command names must be there and may be used by this person. */
async function filesOf(
  attachments: Attachments,
  agentId: AgentId,
  command: AnyCommand,
): Promise<Result<readonly Attachment[], Refusal>> {
  const owner = { kind: 'agent', id: agentId } as const;
  switch (command.name) {
    case 'message.post':
      return attachments.forMessage(command.input.attachmentIds, owner, command.input.messageId);
    case 'profile.save': {
      const { pictureId } = command.input;
      const there = pictureId === null || (await attachments.isThere(pictureId, 'picture'));
      return there ? ok([]) : refuse({ code: 'invalid', fields: { pictureId: 'no-such-picture' } });
    }
    case 'queue.create':
    case 'queue.save': {
      const ids = command.input.settings.agentEntries.flatMap(({ pictureId }) => pictureId ?? []);
      for (const id of new Set(ids)) {
        if (!(await attachments.isThere(id, 'picture')))
          return refuse({ code: 'invalid', fields: { 'settings.agentEntries': 'no-such-picture' } });
      }
      return soundsOf(attachments, command.input.settings.call);
    }
    default:
      return ok([]);
  }
}
