import { z } from 'zod';
import {
  AgentId,
  AttachmentId,
  BotId,
  ChannelId,
  CannedResponseId,
  CustomerId,
  InteractionId,
  InvitationId,
  QueueId,
  SavedViewId,
  SessionId,
  TrunkId,
} from '../model/ids.ts';
import { PersonName, Role } from '../model/agent.ts';
import { BotSettings } from '../model/bot.ts';
import { IceServer, PhoneNumber, TelephonySettings, Trunk, TrunkHealth, TrunkSettings } from '../model/call.ts';
import { ChannelHealth } from '../model/channel.ts';
import { DepartmentId } from '../model/ids.ts';
import { Interaction } from '../model/interaction.ts';
import { Language } from '../model/language.ts';
import { BlockReason, TranscriptLine } from '../model/message.ts';
import { QueueSettings } from '../model/queue.ts';
import { RecordingRights } from '../model/rights.ts';
import { boundedText } from '../model/text.ts';
import { Instant } from '../model/time.ts';
import { Trace } from '../model/trace.ts';

const nothing = z.strictObject({});
const define = <I extends z.ZodType, R extends z.ZodType>(input: I, reply: R) => ({ input, reply });
/** Opaque; made by the server, given back for the next page. */
const cursor = z.string().max(200);

export const Email = z
  .email()
  .max(254)
  .transform((e) => e.trim().toLowerCase());

/** [41] Of the whole center, of one queue, or one person's own. */
export const CannedScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('center') }),
  z.strictObject({ kind: z.literal('queue'), queueId: QueueId }),
  z.strictObject({ kind: z.literal('personal') }),
]);
export type CannedScope = z.infer<typeof CannedScope>;

export const CannedResponse = z.object({
  id: CannedResponseId,
  scope: CannedScope.default({ kind: 'center' }),
  /** Empty: none. */
  folder: boundedText({ max: 40 }).default(''),
  /** Typed after `/`; unique in its scope. */
  shortcut: z.string().regex(/^[\p{L}\p{N}-]{1,40}$/u, 'not-a-shortcut'),
  /** Placeholders: {customer}, {agent}, {queue}; filled in when it is inserted. */
  text: boundedText({ min: 1, max: 4_000, lines: true }),
  /** How often it was inserted; the server counts. */
  uses: z.number().int().min(0).default(0),
});
export type CannedResponse = z.infer<typeof CannedResponse>;

/** A line of a file with canned responses. */
export const ImportedResponse = z.strictObject({
  shortcut: CannedResponse.shape.shortcut,
  folder: boundedText({ max: 40 }),
  text: CannedResponse.shape.text,
});
export type ImportedResponse = z.infer<typeof ImportedResponse>;

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

export const Invitation = z.object({
  id: InvitationId,
  email: z.string(),
  name: z.string(),
  role: Role,
  departmentIds: z.array(DepartmentId),
  expiresAt: Instant,
});
export type Invitation = z.infer<typeof Invitation>;

/**
 * Do-not-disturb by the clock of the device: on these weekdays (0: Monday) from one minute of the day to another, which is on
 * the next day where it is not later.
 */
export const QuietTime = z.strictObject({
  days: z.array(z.number().int().min(0).max(6)).max(7),
  from: z.number().int().min(0).max(1_439),
  to: z.number().int().min(1).max(1_440),
});
export type QuietTime = z.infer<typeof QuietTime>;

export const Quiet = z.strictObject({
  on: z.boolean(),
  times: z.array(QuietTime).max(7),
  /** Switched off by hand until then: the end of the time that was running. */
  skippedUntil: Instant.optional(),
});
export type Quiet = z.infer<typeof Quiet>;

/** A person's own settings of the desk; kept on the server so that every device has them. */
export const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  sendWith: z.enum(['enter', 'modEnter']),
  singleKeys: z.boolean(),
  /** Global shortcuts while the window is in the background (desktop only). */
  globalKeys: z.boolean(),
  /** Command of the registry → chord such as `Mod+Shift+KeyA`; empty string: none. */
  keys: z.record(z.string().max(60), z.string().max(60)),
  sounds: z.record(
    z.enum(['chatOffer', 'callRing', 'tick', 'trouble']),
    z.strictObject({ on: z.boolean(), volume: z.number().min(0).max(1) }),
  ),
  doNotDisturb: z.boolean(),
  /** When do-not-disturb comes on by itself; absent: never. */
  quiet: Quiet.optional(),
  hideContent: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

export const SearchHit = z.object({
  interaction: Interaction,
  /** Where it was found: a line of the transcript (with the match in ⟦⟧) or the customer's name. */
  snippet: z.string(),
  seq: z.number().int().optional(),
});

/** Why it is offered to this agent, or to nobody: recomputed now from the same routing code. */
export const Explanation = z.object({
  trace: Trace,
  /** Every member in the queue's order with the availability terms; at most 500. */
  members: z.array(
    z.object({
      agentId: AgentId,
      eligible: z.boolean(),
      reason: z.string().optional(),
      load: z.number().int(),
      counted: z.number().int(),
    }),
  ),
});
export type Explanation = z.infer<typeof Explanation>;

/** How the server hands e-mail over (RFC 5321, RFC 8314). */
export const MailSettings = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  /** `tls`: from the first byte; `startTls`: required after the greeting; `none`: only for a server on the same machine. */
  security: z.enum(['tls', 'startTls', 'none']),
  user: z.string().max(254),
  /** null: as it was kept. */
  password: z.string().max(256).nullable(),
  from: z.strictObject({ name: boundedText({ max: 80 }), email: Email }),
});
export type MailSettings = z.infer<typeof MailSettings>;

/**
 * What staff can ask that changes nothing in the routing: reads, and requests about one's own account or tables
 * beside the engine. Not journalled by command id; those that write are idempotent by their own keys.
 */
export const queries = {
  'transcript.get': define(
    z.strictObject({
      interactionId: InteractionId,
      beforeSeq: z.number().int().min(1).optional(),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({ interaction: Interaction, lines: z.array(TranscriptLine), more: z.boolean() }),
  ),
  /** All conversations the person may see, newest activity first. */
  'conversations.list': define(
    z.strictObject({
      state: z.enum(['open', 'closed', 'any']),
      queueIds: z.array(QueueId).max(200).optional(),
      ownerId: AgentId.optional(),
      cursor: cursor.optional(),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({ interactions: z.array(Interaction), next: cursor.optional() }),
  ),
  /** Earlier conversations of the same customer, newest first. */
  'conversations.ofCustomer': define(
    z.strictObject({ customerId: z.string().max(40), limit: z.number().int().min(1).max(50) }),
    z.object({ interactions: z.array(Interaction) }),
  ),
  'conversations.search': define(
    z.strictObject({ text: boundedText({ min: 1, max: 200 }), limit: z.number().int().min(1).max(50) }),
    z.object({ hits: z.array(SearchHit) }),
  ),
  /** List of conversations [10, 49]. `/api/conversations.csv` writes the same as a file. */
  'conversations.report': define(
    z.strictObject({
      filter: ReportFilter,
      sort: ReportSort,
      cursor: cursor.optional(),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({ interactions: z.array(Interaction), next: cursor.optional(), totals: ReportTotals }),
  ),
  'savedViews.list': define(nothing, z.object({ views: z.array(SavedView) })),
  'savedViews.save': define(SavedView.omit({ mine: true }).strict(), nothing),
  'savedViews.delete': define(z.strictObject({ id: SavedViewId }), nothing),
  /** "Why this agent", "why nobody": the decision for this interaction if it were made now. */
  'routing.explain': define(z.strictObject({ interactionId: InteractionId }), Explanation),
  /** The trace stored with the last decision. */
  'routing.trace': define(z.strictObject({ interactionId: InteractionId }), z.object({ trace: Trace.nullable() })),
  /**
   * Try it: who would get the next conversation with these (unsaved) settings, now or at another moment; people are as
   * they are now. `hours` [29]: whether it is open then, and when that changes; absent: never.
   */
  'routing.tryIt': define(
    z.strictObject({ queueId: QueueId, settings: QueueSettings, at: Instant.optional() }),
    Explanation.extend({ hours: z.object({ open: z.boolean(), changesAt: Instant.optional() }) }),
  ),
  'queue.history': define(
    z.strictObject({ queueId: QueueId }),
    z.object({
      versions: z.array(
        z.object({
          version: z.number().int(),
          at: Instant,
          by: AgentId.nullable(),
          name: z.string(),
          settings: QueueSettings,
        }),
      ),
    }),
  ),
  /** Channels with a messenger behind them. */
  'channels.health': define(nothing, z.object({ channels: z.array(ChannelHealth) })),
  /** Telegram: the token BotFather gave; it is tried before it is kept. */
  'channel.setToken': define(
    z.strictObject({ channelId: ChannelId, token: z.string().min(10).max(200) }),
    z.object({ account: z.string() }),
  ),
  /** Webhook channels: a new signing secret, and the path to which the gateway sends. */
  'channel.newSecret': define(
    z.strictObject({ channelId: ChannelId }),
    z.object({ secret: z.string(), path: z.string() }),
  ),
  /** The center's way to send e-mail (transcripts). The password goes in and never comes out. */
  'mail.get': define(
    nothing,
    z.object({ mail: MailSettings.omit({ password: true }).extend({ passwordSet: z.boolean() }).nullable() }),
  ),
  'mail.save': define(MailSettings, nothing),
  /** Sends a message to the asking person with the settings as they stand in the form. */
  'mail.test': define(MailSettings, nothing),
  // Telephony
  /** For one connection of this desk's softphone to `path` within 30 s. */
  'phone.ticket': define(
    z.strictObject({
      /** Stays the same while the desk runs: a reconnecting one takes its calls over. */
      deskId: z.string().regex(/^[0-9a-z_-]{1,40}$/),
    }),
    z.object({
      path: z.string(),
      /** `sip:…` of this agent. */
      uri: z.string(),
      iceServers: z.array(IceServer),
      /** Whether a media server is there: recording, hold music, calls over trunks. */
      anchored: z.boolean(),
    }),
  ),
  'telephony.get': define(
    nothing,
    z.object({
      settings: TelephonySettings,
      turnSecretSet: z.boolean(),
      trunks: z.array(Trunk),
      health: z.array(TrunkHealth),
      /** Where calls of trunks and phones of other makes are taken; null: nowhere, RINGDESK_SIP_* opens it. */
      listening: z.array(
        z.object({
          transport: z.enum(['udp', 'tcp', 'tls']),
          host: z.string(),
          port: z.number().int(),
          /** Why it is not open; it is tried again. */
          problem: z.enum(['taken', 'forbidden', 'noAddress', 'certificate']).optional(),
        }),
      ),
      mediaServer: z.enum(['none', 'ok', 'unreachable']),
    }),
  ),
  /** Why calls cannot go to this number by the rules that are kept, as for every call to the outside; null: they can. */
  'number.judge': define(
    z.strictObject({ number: PhoneNumber }),
    z.object({ refused: z.enum(['country', 'premium', 'emergency', 'notANumber', 'noTrunk']).nullable() }),
  ),
  /** `turnSecret` null: as it was kept. */
  'telephony.save': define(TelephonySettings.extend({ turnSecret: z.string().max(256).nullable() }).strict(), nothing),
  /** `version` 0 makes it; `password` null: as it was kept. */
  'trunk.save': define(
    z.strictObject({
      trunkId: TrunkId,
      version: z.number().int().min(0),
      name: boundedText({ min: 1, max: 80 }),
      settings: TrunkSettings,
      password: z.string().max(256).nullable(),
    }),
    z.object({ version: z.number().int() }),
  ),
  /** Refused with trunkInUse while phone channels stand on it. */
  'trunk.delete': define(z.strictObject({ trunkId: TrunkId }), nothing),
  /** Tries a trunk as it stands in the form: is it reached, does it take the password. */
  'trunk.test': define(
    z.strictObject({ trunkId: TrunkId, settings: TrunkSettings, password: z.string().max(256).nullable() }),
    z.object({ milliseconds: z.number().int().min(0) }),
  ),
  /** Phones of other makes: each agent's own account; the password is shown once. */
  'phone.accounts': define(
    nothing,
    z.object({ accounts: z.array(z.object({ agentId: AgentId, user: z.string(), registered: z.boolean() })) }),
  ),
  'phone.newAccount': define(
    z.strictObject({ agentId: AgentId }),
    z.object({ user: z.string(), password: z.string() }),
  ),
  'phone.deleteAccount': define(z.strictObject({ agentId: AgentId }), nothing),
  // A secret is shown once and never comes out again.
  'bot.newSecret': define(z.strictObject({ botId: BotId }), z.object({ secret: z.string() })),
  /** Asks the bot for one answer, with the settings as they stand in the form. */
  'bot.test': define(
    z.strictObject({ botId: BotId, settings: BotSettings, text: boundedText({ min: 1, max: 500 }) }),
    z.object({
      says: z.string(),
      choices: z.array(z.string()),
      then: z.enum(['stays', 'person', 'queue', 'end']),
    }),
  ),
  'channel.snippet': define(z.strictObject({ channelId: z.string().max(40) }), z.object({ html: z.string() })),
  /** Whose messages and calls are refused, the latest first; of a supervisor: of the queues given to them. */
  'senders.blocked': define(
    z.strictObject({
      /** Part of a name or a number. */
      search: z.string().max(100),
      limit: z.number().int().min(1).max(200),
    }),
    z.object({
      senders: z.array(
        z.object({
          customerId: CustomerId,
          /** Empty: not known. */
          name: z.string(),
          number: PhoneNumber.optional(),
          channelId: ChannelId,
          /** In which they were blocked; it can be undone there. */
          interactionId: InteractionId,
          at: Instant,
          by: AgentId,
          reason: BlockReason.optional(),
        }),
      ),
      /** There are more than were asked for. */
      more: z.boolean(),
    }),
  ),
  'audit.list': define(
    z.strictObject({ cursor: cursor.optional(), limit: z.number().int().min(1).max(200) }),
    z.object({
      entries: z.array(
        z.object({
          id: z.number().int(),
          at: Instant,
          by: AgentId.nullable(),
          act: z.string(),
          subject: z.string().nullable(),
          details: z.string().nullable(),
        }),
      ),
      next: cursor.optional(),
    }),
  ),

  // Canned responses [41]: those of the center, of the person's queues, and their own
  'canned.list': define(nothing, z.object({ responses: z.array(CannedResponse) })),
  'canned.save': define(CannedResponse.strict(), nothing),
  'canned.delete': define(z.strictObject({ id: CannedResponseId }), nothing),
  /** It was inserted into a reply. */
  'canned.used': define(z.strictObject({ id: CannedResponseId }), nothing),
  /** Adds or replaces by shortcut in the scope; nothing is kept when one does not fit. */
  'canned.import': define(
    z.strictObject({ scope: CannedScope, responses: z.array(ImportedResponse).min(1).max(1_000) }),
    z.object({ added: z.number().int(), replaced: z.number().int() }),
  ),

  // Own account
  'preferences.get': define(nothing, z.object({ preferences: Preferences.nullable() })),
  'preferences.save': define(Preferences, nothing),
  'sessions.list': define(
    nothing,
    z.object({
      sessions: z.array(
        z.object({ id: SessionId, current: z.boolean(), device: z.string(), createdAt: Instant, lastSeenAt: Instant }),
      ),
    }),
  ),
  'sessions.revoke': define(z.strictObject({ id: SessionId }), nothing),
  'sessions.revokeOthers': define(nothing, z.object({ ended: z.number().int() })),
  'password.change': define(z.strictObject({ current: z.string().max(128), next: z.string().max(256) }), nothing),

  // People
  'invitations.list': define(nothing, z.object({ invitations: z.array(Invitation) })),
  'invitations.create': define(
    z.strictObject({ email: Email, name: PersonName, role: Role, departmentIds: z.array(DepartmentId).max(50) }),
    /** The address to send to the person; valid 7 days, once. */
    z.object({ invitation: Invitation, path: z.string() }),
  ),
  'invitations.revoke': define(z.strictObject({ id: InvitationId }), nothing),
  /** A one-time address with which the person sets a new password; ends their sessions when used. */
  'agent.resetPassword': define(z.strictObject({ agentId: AgentId }), z.object({ path: z.string() })),

  /**
   * Files: a short-lived, session-bound address (5 minutes). Of a recording `use` says what for, each with a right of its own
   * and audited; absent: to listen to it. Refused with notAllowed, or with recordingErased.
   */
  'attachment.link': define(
    z.strictObject({ attachmentId: AttachmentId, use: z.enum(['listen', 'download']).optional() }),
    z.object({ path: z.string(), previewPath: z.string().optional() }),
  ),

  /** A recording or voicemail of a call the person sees: what they may do with it, and whether it is still there. */
  'recording.get': define(
    z.strictObject({ attachmentId: AttachmentId }),
    z.object({
      may: z.object({ listen: z.boolean(), download: z.boolean(), erase: z.boolean() }),
      /** `by` null: the queue's time for keeping it was over. */
      erased: z.object({ at: Instant, by: AgentId.nullable() }).optional(),
    }),
  ),
  /** For good. That there was one stays in the transcript and in the index of what was erased. */
  'recording.erase': define(z.strictObject({ attachmentId: AttachmentId }), nothing),

  /** [74–77] What roles may do, where the center decides it itself. */
  'rights.get': define(nothing, z.object({ recordings: RecordingRights })),
  'rights.save': define(z.strictObject({ recordings: RecordingRights }), nothing),
} as const;

export type QueryName = keyof typeof queries;
export type QueryInput<N extends QueryName> = z.output<(typeof queries)[N]['input']>;
export type QueryReply<N extends QueryName> = z.output<(typeof queries)[N]['reply']>;

/** Sign in, first run and invitations run over HTTP, before there is a socket. */
export const http = {
  'POST /api/sign-in': define(
    z.strictObject({ email: Email, password: z.string().max(256), device: boundedText({ max: 120 }) }),
    /** `token`: for the desktop app; a browser gets a cookie as well and does not keep it. */
    z.object({
      token: z.string(),
      agentId: AgentId,
      /** Wrong passwords for this account since it was last signed in to; absent: none. */
      failed: z.object({ count: z.number().int().min(1), lastAt: Instant }).optional(),
    }),
  ),
  'POST /api/sign-out': define(nothing, nothing),
  'GET /api/state': define(
    nothing,
    z.object({
      setUp: z.boolean(),
      signedIn: z.boolean(),
      centerName: z.string(),
      version: z.string(),
      protocol: z.number().int(),
      demo: z.boolean(),
    }),
  ),
  'POST /api/setup': define(
    z.strictObject({
      code: z.string().max(40),
      centerName: boundedText({ min: 1, max: 80 }),
      name: PersonName,
      email: Email,
      password: z.string().max(256),
      language: Language,
      device: boundedText({ max: 120 }),
      /** The first queue and website channel; the admin becomes its first member. */
      first: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('queue'),
          queueName: boundedText({ min: 1, max: 80 }),
          channelName: boundedText({ min: 1, max: 80 }),
        }),
        z.strictObject({ kind: z.literal('demo') }),
        z.strictObject({ kind: z.literal('nothing') }),
      ]),
    }),
    z.object({ token: z.string(), agentId: AgentId }),
  ),
  'POST /api/invitation': define(
    z.strictObject({ secret: z.string().max(80) }),
    z.object({ name: z.string(), email: z.string(), purpose: z.enum(['join', 'resetPassword']) }),
  ),
  'POST /api/invitation/accept': define(
    z.strictObject({
      secret: z.string().max(80),
      name: PersonName,
      password: z.string().max(256),
      language: Language,
      device: boundedText({ max: 120 }),
    }),
    z.object({ token: z.string(), agentId: AgentId }),
  ),
} as const;
