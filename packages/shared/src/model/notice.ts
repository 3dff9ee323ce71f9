import { z } from 'zod';
import { AgentId, InteractionId, NoticeId } from './ids.ts';
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

/**
 * [48] A message of the server to one employee: a reply is overdue, or a cap is nearly used up. `text`: the queue's, its macros
 * filled in; empty with a cap, which is said in the language of the screen.
 */
export const Notice = z.object({
  id: NoticeId,
  agentId: AgentId,
  at: Instant,
  interactionId: InteractionId,
  text: z.string(),
  cap: CapAlert.optional(),
});
export type Notice = z.infer<typeof Notice>;
