import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { actingAgent, done, queueOf, wrongState, type Decided } from './decided.ts';
import type { Context } from './inputs.ts';
import type { InteractionRecord } from './records.ts';
import { waitedFor } from './replyClock.ts';
import type { State } from './state.ts';

/** A reply, of the owner of an active conversation, or a note, of anybody on the team who sees it. */
export function postMessage(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  input: CommandInput<'message.post'>,
  attachments: readonly Attachment[],
): Decided {
  const before = interaction.messages.get(input.messageId);
  if (before) return done([], before);
  const agent = actingAgent(state, context);
  if (input.kind === 'reply') {
    const { ownerId } = interaction;
    if (ownerId !== agent.id) return refuse({ code: 'notOwner', ...(ownerId !== undefined && { ownerId }) });
    if (interaction.state !== 'active') return wrongState(interaction);
  }
  if (input.text === '' && attachments.length === 0) return refuse({ code: 'invalid', fields: { text: 'too-short' } });
  const seq = interaction.lastSeq + 1;
  const { now: at } = context;
  const mentions =
    input.kind === 'note'
      ? [...new Set(input.mentions)].filter((id) => id !== agent.id && state.agents.get(id)?.dismissed === false)
      : [];
  const { messageId, kind, text } = input;
  const waitedMs = kind === 'reply' ? waitedFor(queueOf(state, interaction), interaction, at) : undefined;
  return done(
    [
      {
        type: 'message.posted',
        at,
        interactionId: interaction.id,
        messageId,
        seq,
        author: { kind: 'agent', agentId: agent.id },
        kind,
        mentions,
        ...(waitedMs !== undefined && { waitedMs }),
        content: { text, attachments },
      },
    ],
    { seq, at },
  );
}

/** How far the owner has read, which never goes back; for a mentioned colleague, that they have looked. */
export function markRead(state: State, context: Context, interaction: InteractionRecord, seq: number): Decided {
  const agent = actingAgent(state, context);
  const seqRead = Math.min(seq, interaction.lastSeq);
  const owner = interaction.ownerId === agent.id && seqRead > interaction.ownerReadSeq;
  if (!owner && !interaction.mentioned.includes(agent.id)) return done([]);
  return done([
    { type: 'interaction.read', at: context.now, interactionId: interaction.id, agentId: agent.id, owner, seqRead },
  ]);
}

export function setPriority(context: Context, interaction: InteractionRecord, priority: number): Decided {
  if (interaction.state === 'closed' || interaction.state === 'wrapUp') return wrongState(interaction);
  if (interaction.priority === priority) return done([]);
  const by = context.actor.kind === 'agent' ? context.actor.agentId : null;
  return done([{ type: 'interaction.prioritySet', at: context.now, interactionId: interaction.id, by, priority }]);
}
