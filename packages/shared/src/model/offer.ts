import { z } from 'zod';
import { AgentId, InteractionId, OfferId, QueueId } from './ids.ts';
import { Instant } from './time.ts';
import { IneligibleReason, OfferWhy } from './trace.ts';

/** Why an offer was withdrawn. */
export const WithdrawReason = z.enum([
  'takenByColleague',
  'intercepted',
  'customerLeft',
  'agentOffline',
  'agentUnavailable',
  'transferred',
  'transferCancelled',
  'settingsChanged',
  'closed',
]);
export type WithdrawReason = z.infer<typeof WithdrawReason>;

/** Every offer ends exactly once (I8), in one of these ways. */
export const OfferEnd = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), at: Instant }),
  z.object({ outcome: z.literal('declined'), at: Instant, reason: z.string().optional() }),
  z.object({ outcome: z.literal('expired'), at: Instant }),
  z.object({ outcome: z.literal('failed'), at: Instant }),
  /** `by`: the colleague who has it now, where there is one. `because`: with `agentUnavailable`, what stands in the way. */
  z.object({
    outcome: z.literal('withdrawn'),
    at: Instant,
    reason: WithdrawReason,
    by: AgentId.optional(),
    because: IneligibleReason.optional(),
  }),
]);
export type OfferEnd = z.infer<typeof OfferEnd>;

/**
 * An interaction presented to one agent.
 *
 *   pending ──accept──▶ connecting ──joined──▶ ended(accepted)
 *      │ decline, deadline, withdrawal   │ 10 s or failure ▶ ended(failed)
 *      └──────────▶ ended                └ customer gone   ▶ ended(withdrawn)
 */
export const Offer = z.object({
  id: OfferId,
  interactionId: InteractionId,
  queueId: QueueId,
  agentId: AgentId,
  /** `queue`: from a pass; the others are single offers to one person (section 13). */
  kind: z.enum(['queue', 'transfer', 'return', 'reopen', 'wake', 'consult', 'forward']),
  state: z.enum(['pending', 'connecting']),
  offeredAt: Instant,
  /** The server's deadline; while `connecting`, the deadline of joining. */
  expiresAt: Instant,
  why: OfferWhy,
});
export type Offer = z.infer<typeof Offer>;
