import { z } from 'zod';
import { AgentId, InteractionId, NoticeId } from './ids.ts';
import { Instant } from './time.ts';

/** [48] A message of the server to one employee: a reply is overdue. `text`: the queue's, its macros filled in. */
export const Notice = z.object({
  id: NoticeId,
  agentId: AgentId,
  at: Instant,
  interactionId: InteractionId,
  text: z.string(),
});
export type Notice = z.infer<typeof Notice>;
