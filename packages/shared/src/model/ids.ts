import { z } from 'zod';

/**
 * Every id on the wire: lower-case letters, digits, `_` and `-`, 1 to 40 characters (reliability, section 4).
 * New ids are UUIDv7 so that they sort by time; they are always passed in, never made inside the domain.
 */
const id = z.string().regex(/^[0-9a-z_-]{1,40}$/, 'not an id');

export const AgentId = id.brand<'AgentId'>();
export type AgentId = z.infer<typeof AgentId>;
export const DepartmentId = id.brand<'DepartmentId'>();
export type DepartmentId = z.infer<typeof DepartmentId>;
export const QueueId = id.brand<'QueueId'>();
export type QueueId = z.infer<typeof QueueId>;
export const ChannelId = id.brand<'ChannelId'>();
export type ChannelId = z.infer<typeof ChannelId>;
export const InteractionId = id.brand<'InteractionId'>();
export type InteractionId = z.infer<typeof InteractionId>;
export const OfferId = id.brand<'OfferId'>();
export type OfferId = z.infer<typeof OfferId>;
export const MessageId = id.brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;
export const AttachmentId = id.brand<'AttachmentId'>();
export type AttachmentId = z.infer<typeof AttachmentId>;
export const CustomerId = id.brand<'CustomerId'>();
export type CustomerId = z.infer<typeof CustomerId>;
export const CommandId = id.brand<'CommandId'>();
export type CommandId = z.infer<typeof CommandId>;
export const SessionId = id.brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;
export const ReasonId = id.brand<'ReasonId'>();
export type ReasonId = z.infer<typeof ReasonId>;
export const CannedResponseId = id.brand<'CannedResponseId'>();
export type CannedResponseId = z.infer<typeof CannedResponseId>;
export const InvitationId = id.brand<'InvitationId'>();
export type InvitationId = z.infer<typeof InvitationId>;
export const BotId = id.brand<'BotId'>();
export type BotId = z.infer<typeof BotId>;
export const NoticeId = id.brand<'NoticeId'>();
export type NoticeId = z.infer<typeof NoticeId>;
export const TrunkId = id.brand<'TrunkId'>();
export type TrunkId = z.infer<typeof TrunkId>;
export const SavedViewId = id.brand<'SavedViewId'>();
export type SavedViewId = z.infer<typeof SavedViewId>;
