import { z } from 'zod';
import { AgentId, ChannelId, QueueId, SavedViewId } from './ids.ts';
import { boundedText } from './text.ts';
import { Instant } from './time.ts';

/** Filter of the list of conversations [49]; absent: any. */
export const ReportFilter = z.strictObject({
  /** Arrived at or after `from`, and before `to`. */
  from: Instant.optional(),
  to: Instant.optional(),
  /** `waiting`: nobody has it yet. */
  state: z.enum(['open', 'waiting', 'closed']).optional(),
  queueIds: z.array(QueueId).max(200).optional(),
  channelIds: z.array(ChannelId).max(200).optional(),
  /** Theirs now or last. */
  agentIds: z.array(AgentId).max(200).optional(),
  topics: z.array(z.string().max(60)).max(100).optional(),
  ratings: z.array(z.number().int().min(1).max(5)).max(5).optional(),
  /** Marked as unanswered now [35]. */
  unanswered: z.boolean().optional(),
  /** A reply is overdue now [46, 47]. */
  overdue: z.boolean().optional(),
  /** The same of any time, whether it was answered since or not. */
  wasUnanswered: z.boolean().optional(),
  wasOverdue: z.boolean().optional(),
  spam: z.boolean().optional(),
  medium: z.enum(['chat', 'call']).optional(),
  /** Calls that came, that were made, that nobody took (voicemail among them), those nobody has returned, or with voicemail. */
  calls: z.enum(['in', 'out', 'missed', 'unreturned', 'voicemail']).optional(),
  /** Words of messages or of the customer's name; of calls also digits of the number. */
  text: boundedText({ max: 200 }).optional(),
});
export type ReportFilter = z.infer<typeof ReportFilter>;

/** What has no value stands last in either direction. */
export const ReportSort = z.strictObject({
  by: z.enum(['arrivedAt', 'lastAt', 'firstMs', 'totalMs', 'averageMs', 'maxMs', 'rating']),
  descending: z.boolean(),
});
export type ReportSort = z.infer<typeof ReportSort>;

/** Of everything a filter finds: response times are those of conversations with a reply. */
export const ReportTotals = z.object({
  count: z.number().int(),
  firstMs: z.number().nullable(),
  averageMs: z.number().nullable(),
  maxMs: z.number().nullable(),
  rating: z.number().nullable(),
});
export type ReportTotals = z.infer<typeof ReportTotals>;

/** A filter kept under a name, one's own or for everybody. */
export const SavedView = z.object({
  id: SavedViewId,
  name: boundedText({ min: 1, max: 60 }),
  /** By supervisors and admins. */
  shared: z.boolean(),
  filter: ReportFilter,
  sort: ReportSort,
  /** Made by the asking person; only they and admins may change a shared one. */
  mine: z.boolean(),
});
export type SavedView = z.infer<typeof SavedView>;
