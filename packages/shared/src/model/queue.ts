import { z } from 'zod';
import { CallSettings } from './call.ts';
import { AgentId, AttachmentId, BotId, DepartmentId, QueueId } from './ids.ts';
import { Language } from './language.ts';
import { boundedText } from './text.ts';
import { Instant } from './time.ts';
import { WorkingHours } from './workingHours.ts';

/** The kind of work a queue distributes; its settings depend on it. */
export const Medium = z.enum(['chat', 'email', 'form', 'call']);
export type Medium = z.infer<typeof Medium>;

/** A place in a queue's order [12]. */
export const Member = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agent'), agentId: AgentId }),
  z.strictObject({ kind: z.literal('department'), departmentId: DepartmentId }),
]);
export type Member = z.infer<typeof Member>;

/** [13] evenly, [14] strictly in order, [15] to all. */
export const Distribution = z.enum(['evenly', 'strict', 'toAll']);
export type Distribution = z.infer<typeof Distribution>;

/** [16] 1 minute to 12 hours. */
export const OfferSeconds = z.number().int().min(60).max(43_200);

/** A text to customers, in the queue's language [9]; empty: nothing is sent. */
const CustomerText = boundedText({ max: 2_000, lines: true });

/** [34] */
export const ContactField = z.enum(['no', 'optional', 'required']);
export type ContactField = z.infer<typeof ContactField>;

/** [32] Accepted before the first message. Who accepted which version, and when, is stored. */
export const Consent = z.strictObject({
  text: boundedText({ min: 1, max: 1_000, lines: true }),
  /** The full statement. */
  url: z.url({ protocol: /^https?$/ }).max(500),
});

/** Topics to close with; one of them is asked for when `topicRequired`. */
const Topic = boundedText({ min: 1, max: 60 });

/** Every setting of a queue that rings: chats [12–49, 78–82], calls [57–62]. What only chats know is inert in a call queue. */
export const QueueSettings = z.strictObject({
  members: z.array(Member).max(1_000),
  distribution: Distribution,
  offerSeconds: OfferSeconds,
  /**
   * Chats the queue offers are accepted by the agent's desk itself, a second after its ring began. Not with "to all", where
   * the fastest desk would have them all.
   */
  autoAccept: z.boolean(),
  /** [16] accepted but not answered within this many seconds returns to the queue; null: off. */
  returnUnansweredAfterSeconds: z.number().int().min(60).max(43_200).nullable(),
  /** [17] what the availability check asks for; `off` tries members whatever their presence and connection. */
  availabilityCheck: z.enum(['off', 'online', 'shift', 'onlineAndShift']),
  /** [18] simultaneous conversations per agent; null: no limit. */
  limit: z.number().int().min(1).max(1_000).nullable(),
  /** [19] what does not count towards the limit. */
  notCounted: z.enum(['answered', 'waitingForCustomer', 'closed']),
  /** [20] what the customer sees of the agent. */
  agentShown: z.enum(['profile', 'queueEntry', 'nothing']),
  /** [20] the queue's own entries, one per agent, used when `agentShown` is `queueEntry`. */
  agentEntries: z
    .array(
      z.strictObject({ agentId: AgentId, name: boundedText({ min: 1, max: 80 }), pictureId: AttachmentId.nullable() }),
    )
    .max(1_000),
  /** [78] minutes after which a disconnected owner's interactions return to the queue; null: they stay. */
  returnDisconnectedAfterMinutes: z.number().int().min(1).max(1_440).nullable(),
  /** [79] 0: none. */
  wrapUpSeconds: z.number().int().min(0).max(3_600),
  /** [80] missed offers in a row that set the agent to notResponding; null: never. */
  missedOffersLimit: z.number().int().min(1).max(5).nullable(),
  /** [62] the chat queue's own switch: members may take what rings at a colleague. */
  interceptAllowed: z.boolean(),
  /** Section 13, Reopen: a message within this many hours after the close goes to the last owner first. */
  reopenHours: z.number().int().min(0).max(720),
  /** [81] What a call does to the chats of this queue: none are offered while it goes on or is wrapped up, or they go on. */
  chatsDuringCalls: z.enum(['none', 'goOn']),
  /** Of a call queue, and only of one. */
  call: CallSettings.nullable(),

  /** [29] null: always open. Outside them nothing rings; it waits, visibly, and may be taken by hand. */
  workingHours: WorkingHours.nullable(),
  /** [30] Sent when a message arrives and nobody is there to answer: outside the hours, or without any online. */
  offHoursText: CustomerText,

  /** [32] null: not asked for. */
  consent: Consent.nullable(),
  /** [33] */
  greeting: CustomerText,
  /** [34] */
  contactForm: z.strictObject({ name: ContactField, email: ContactField, phone: ContactField }),
  /** [35] Minutes without a reply; null: never. */
  markUnansweredAfterMinutes: z.number().int().min(1).max(1_440).nullable(),
  /** [36] Sent once when a new conversation finds nobody who can answer; [37] the off-hours text instead where the check is on. */
  nobodyText: CustomerText,
  /** [38] */
  closeText: CustomerText,
  /** [39] Minutes a closed conversation stays open for a rating; 0: none. */
  ratingMinutes: z.number().int().min(0).max(60),
  /** [40] null: never. */
  silence: z.strictObject({ minutes: z.number().int().min(1).max(10_080), text: CustomerText }).nullable(),
  /** The customer may ask for the transcript by e-mail. */
  transcriptByEmail: z.boolean(),
  /** What a conversation was about, chosen when it is closed. */
  topics: z
    .array(Topic)
    .max(100)
    .refine((topics) => new Set(topics).size === topics.length, { message: 'not-unique' }),
  topicRequired: z.boolean(),

  /** [43] */
  askRating: z.boolean(),
  /** [44] */
  ratingCloses: z.boolean(),
  /** [45] null: people answer from the start. */
  botId: BotId.nullable(),

  /** [46, 47] Seconds; null: no limit. */
  firstReplySeconds: z.number().int().min(10).max(86_400).nullable(),
  nextReplySeconds: z.number().int().min(10).max(86_400).nullable(),
  /** The clock of [46, 47] stands still outside the working hours. */
  kpiInWorkingHours: z.boolean(),
  /** [48] null: nobody is told. */
  overdueNotice: z.strictObject({ agentId: AgentId, text: boundedText({ min: 1, max: 500, lines: true }) }).nullable(),
});
export type QueueSettings = z.infer<typeof QueueSettings>;

export const defaultQueueSettings: QueueSettings = {
  members: [],
  distribution: 'evenly',
  offerSeconds: 60,
  autoAccept: false,
  returnUnansweredAfterSeconds: null,
  availabilityCheck: 'online',
  limit: null,
  notCounted: 'closed',
  agentShown: 'profile',
  agentEntries: [],
  returnDisconnectedAfterMinutes: null,
  wrapUpSeconds: 0,
  missedOffersLimit: 2,
  interceptAllowed: false,
  reopenHours: 24,
  chatsDuringCalls: 'none',
  call: null,
  workingHours: null,
  offHoursText: '',
  consent: null,
  greeting: '',
  contactForm: { name: 'no', email: 'no', phone: 'no' },
  markUnansweredAfterMinutes: null,
  nobodyText: '',
  closeText: '',
  ratingMinutes: 0,
  silence: null,
  transcriptByEmail: false,
  topics: [],
  topicRequired: false,
  askRating: false,
  ratingCloses: true,
  botId: null,
  firstReplySeconds: null,
  nextReplySeconds: null,
  kpiInWorkingHours: true,
  overdueNotice: null,
};

export const QueueName = boundedText({ min: 1, max: 80 });

/** A queue as every screen of the desk sees it. `version` grows by one with every saved change [11]. */
export const Queue = z.object({
  id: QueueId,
  medium: z.enum(['chat', 'call']),
  name: QueueName,
  active: z.boolean(),
  language: Language,
  version: z.number().int().min(1),
  settings: QueueSettings,
  /** [29] Inside the working hours, and when that changes; absent: never. */
  open: z.boolean(),
  nextChangeAt: Instant.optional(),
  /** Interactions waiting (`queued` or `offered`) and the arrival of the oldest of them. */
  waiting: z.number().int().min(0),
  oldestWaitingSince: Instant.optional(),
});
export type Queue = z.infer<typeof Queue>;
