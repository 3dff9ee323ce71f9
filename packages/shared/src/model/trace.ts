import { z } from 'zod';
import { AgentId, QueueId } from './ids.ts';
import { Distribution } from './queue.ts';
import { Instant } from './time.ts';

/** The first reason against a member, in the order they are checked. */
export const IneligibleReason = z.enum([
  'dismissed',
  'absent',
  'offline',
  'shiftClosed',
  'busy',
  'break',
  'away',
  'notResponding',
  /** Switched calls off, and this is one; or chats. */
  'chatsOnly',
  'callsOnly',
  'phoneOff',
  'onCall',
  'atLimit',
  'triedInThisPass',
  'coolingDown',
  'alreadyOffered',
  'excluded',
]);
export type IneligibleReason = z.infer<typeof IneligibleReason>;

/** Why an offer went to this agent; the words of "why you" are made from it on the screen. */
export const OfferWhy = z.discriminatedUnion('rule', [
  /** [13] `load` open interactions; `candidates` members could take it. `tie` says what decided between equals. */
  z.object({
    rule: z.literal('evenly'),
    load: z.number().int(),
    candidates: z.number().int(),
    tie: z.enum(['none', 'longestSinceOffer', 'order']),
  }),
  /** [14] place in the queue's order, counted from 1, and how many before were tried or could not. */
  z.object({
    rule: z.literal('strict'),
    position: z.number().int(),
    candidates: z.number().int(),
    skipped: z.number().int(),
    /** Of those, to whom it was offered in this pass; the others could not take it. Absent: nobody. */
    tried: z.number().int().min(1).optional(),
  }),
  /** [15] */
  z.object({ rule: z.literal('toAll'), candidates: z.number().int() }),
  z.object({ rule: z.literal('transfer'), fromAgentId: AgentId }),
  /** A transfer that was refused or not answered, a failed join: back to the sender. */
  z.object({ rule: z.literal('returned'), fromAgentId: AgentId }),
  /** A customer wrote again to a closed interaction: its last owner first. */
  z.object({ rule: z.literal('lastOwner') }),
  /** A parked interaction woke. */
  z.object({ rule: z.literal('woke') }),
  /** A colleague asks them, or the queue they serve, something while the customer waits on hold. */
  z.object({ rule: z.literal('consult'), fromAgentId: AgentId, queueId: QueueId.optional() }),
  /** [61] */
  z.object({ rule: z.literal('missedCall') }),
]);
export type OfferWhy = z.infer<typeof OfferWhy>;

export const Candidate = z.object({
  agentId: AgentId,
  load: z.number().int(),
  lastOfferAt: Instant.optional(),
  position: z.number().int(),
});
export type Candidate = z.infer<typeof Candidate>;

/** One routing decision: the winner, the runner-up, the count per reason and up to 50 members' reasons. */
export const Trace = z.object({
  decidedAt: Instant,
  distribution: Distribution,
  settingsVersion: z.number().int(),
  /** Number of the pass over the members, from 1. */
  pass: z.number().int().min(1),
  winner: Candidate.optional(),
  runnerUp: Candidate.optional(),
  eligible: z.number().int(),
  counts: z.partialRecord(IneligibleReason, z.number().int()),
  reasons: z.array(z.object({ agentId: AgentId, reason: IneligibleReason })).max(50),
});
export type Trace = z.infer<typeof Trace>;
