import { z } from 'zod';
import { PhoneState } from './call.ts';
import { AgentId, AttachmentId, DepartmentId, QueueId, ReasonId } from './ids.ts';
import { Language } from './language.ts';
import { boundedText } from './text.ts';
import { Instant } from './time.ts';

/** Roles [74–77]. A supervisor sees and steers the queues given to them; an admin edits everything. */
export const Role = z.enum(['agent', 'supervisor', 'admin']);
export type Role = z.infer<typeof Role>;

export const PersonName = boundedText({ min: 1, max: 80 });

/** What an agent declares. `notResponding` is only ever set by the server, after missed offers [80]. */
export const DeclaredPresence = z.enum(['available', 'busy', 'break', 'away']);
export type DeclaredPresence = z.infer<typeof DeclaredPresence>;

export const PresenceState = z.enum(['available', 'busy', 'break', 'away', 'notResponding']);
export type PresenceState = z.infer<typeof PresenceState>;

export const Presence = z.object({
  state: PresenceState,
  /** One of the admin-defined reasons; required for `break`. */
  reasonId: ReasonId.optional(),
  since: Instant,
  /** Set by a colleague who leads; absent: by the agent, or by the server. */
  setBy: AgentId.optional(),
  /** Set by the server, because nobody touched the desk for as long as the center says. */
  because: z.literal('idle').optional(),
});
export type Presence = z.infer<typeof Presence>;

/** An admin-defined reason for not being available, e.g. Lunch. */
export const PresenceReason = z.object({
  id: ReasonId,
  state: z.enum(['busy', 'break', 'away']),
  name: boundedText({ min: 1, max: 40 }),
  /** After this many minutes the timer turns amber; absent: never. */
  limitMinutes: z.number().int().min(1).max(1440).optional(),
});
export type PresenceReason = z.infer<typeof PresenceReason>;

/** Who is available and touches no desk of theirs for this long is set to another state; see {@link Presence}. */
export const IdleRule = z.strictObject({
  minutes: z.number().int().min(5).max(1440),
  /** The reason they get, and with it the state; null: `away` without one. */
  reasonId: ReasonId.nullable(),
});
export type IdleRule = z.infer<typeof IdleRule>;

/**
 * Whether a colleague may ring at somebody who talks already: to ask or call them, and with a direct transfer. The queue
 * never does [81].
 */
export const CallWaiting = z.object({ colleagues: z.boolean(), transfers: z.boolean() });
export type CallWaiting = z.infer<typeof CallWaiting>;

export const defaultCallWaiting: CallWaiting = { colleagues: true, transfers: false };

/**
 * How many of a person's chats count towards a limit [18] under each choice of [19]: those that are theirs and those
 * reserved for them, as the router counts them.
 */
export const CountedChats = z.object({
  answered: z.number().int().min(0),
  waitingForCustomer: z.number().int().min(0),
  closed: z.number().int().min(0),
});
export type CountedChats = z.infer<typeof CountedChats>;

/**
 * Which new work an agent receives while they are available: both, unless they switched one of the two off. To receive
 * nothing at all is a presence, with its reason.
 */
export const Receives = z.enum(['both', 'chats', 'calls']);
export type Receives = z.infer<typeof Receives>;

/** How much longer than others an offer rings at somebody who needs more time to answer (WCAG 2.2, 2.2.1). */
export const OfferTimeFactor = z.union([z.literal(1), z.literal(1.5), z.literal(2)]);
export type OfferTimeFactor = z.infer<typeof OfferTimeFactor>;

/**
 * A person who works in the desk, as every screen sees them. Facts the router uses (17) stand beside the
 * declared presence, so that effective availability can be computed and shown on both ends by the same rule.
 */
export const Agent = z.object({
  id: AgentId,
  name: PersonName,
  email: z.string(),
  role: Role,
  language: Language,
  pictureId: AttachmentId.optional(),
  /** Queues a supervisor sees and steers; meaningless for other roles. */
  supervises: z.array(QueueId).max(200),
  presence: Presence,
  /** At least one live socket of the desk. */
  online: z.boolean(),
  /** Clocked in. */
  shiftOpen: z.boolean(),
  /** On leave: set by an admin. */
  absent: z.boolean(),
  /** No longer works here; keeps their history. */
  dismissed: z.boolean(),
  /** Open interactions of the medium chat that are or may be theirs (owned, offered, connecting, wrap-up). */
  chatLoad: z.number().int().min(0),
  /** Absent: no phone was registered so far. */
  phone: PhoneState.optional(),
  /** A call rings at them and reserves them, is theirs, or is wrapped up [81]; absent: none. */
  onCall: z.enum(['ringing', 'talking', 'wrapUp']).optional(),
  /** Their own choice; absent: {@link defaultCallWaiting}. */
  callWaiting: CallWaiting.optional(),
  /** Their own choice, or that of {@link receivesSetBy}; absent: both. */
  receives: Receives.exclude(['both']).optional(),
  /** The colleague who leads and switched the other off for them. */
  receivesSetBy: AgentId.optional(),
  /** Set by an admin; absent: 1. */
  offerTimeFactor: OfferTimeFactor.optional(),
});
export type Agent = z.infer<typeof Agent>;

/** A group of agents; as a queue member it expands to its agents in this order [12]. */
export const Department = z.object({
  id: DepartmentId,
  name: boundedText({ min: 1, max: 80 }),
  agentIds: z.array(AgentId).max(10_000),
});
export type Department = z.infer<typeof Department>;
