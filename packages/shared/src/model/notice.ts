import { z } from 'zod';
import { AgentId, InteractionId, NoticeId, TrunkId } from './ids.ts';
import { Instant } from './time.ts';

/** An agent has used four fifths of a cap on calls to the outside: `per` hour calls, `per` day minutes talked. */
export const CapAlert = z.object({
  per: z.enum(['hour', 'day']),
  agentId: AgentId,
  used: z.number().int().min(0),
  limit: z.number().int().min(1),
  /** When calls are possible again that were refused by then. */
  resetsAt: Instant,
});
export type CapAlert = z.infer<typeof CapAlert>;

/** What calls need and has not worked for a minute, a line or the media server; with `until` it works again. */
export const Outage = z.object({
  what: z.enum(['line', 'mediaServer']),
  /** Of a line. */
  trunkId: TrunkId.optional(),
  name: z.string().optional(),
  since: Instant,
  until: Instant.optional(),
});
export type Outage = z.infer<typeof Outage>;

/**
 * [48] A message of the server to one employee: a reply is overdue, a cap is nearly used up, or something that calls need is
 * out. `text`: the queue's, its macros filled in; empty with the others, which are said in the language of the screen.
 */
export const Notice = z.object({
  id: NoticeId,
  agentId: AgentId,
  at: Instant,
  /** Absent: it is about no conversation. */
  interactionId: InteractionId.optional(),
  text: z.string(),
  cap: CapAlert.optional(),
  outage: Outage.optional(),
});
export type Notice = z.infer<typeof Notice>;
