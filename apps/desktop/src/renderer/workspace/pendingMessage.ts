import type { AgentId, AttachmentId, CommandId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

/**
 * The local echo of a message of mine, shown at the end of the transcript until its line arrives from the server.
 *
 *   pending ──emitted, no answer──▶ uncertain ──answer──▶ sent ──line arrives──▶ (gone: the line is shown)
 *      │                                │
 *      └── refused or older than 24 h ──┴▶ failed ──Retry──▶ pending
 *
 * `pending`: kept on this device. `uncertain`: was handed to the network and not confirmed; it may be there already,
 * and is sent again under the same id, so never twice. `sent`: committed at the server.
 */
export interface PendingMessage {
  readonly commandId: CommandId;
  readonly messageId: MessageId;
  readonly interactionId: InteractionId;
  readonly kind: 'reply' | 'note';
  readonly text: string;
  readonly mentions: readonly AgentId[];
  readonly attachmentIds: readonly AttachmentId[];
  readonly writtenAt: Instant;
  readonly state: 'pending' | 'uncertain' | 'sent' | 'failed';
  /** Set with `failed`: what the server said; absent when it was not sent within 24 hours. */
  readonly refusal?: Refusal;
}
