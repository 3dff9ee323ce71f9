import { z } from 'zod';
import { PersonName, Role } from '../model/agent.ts';
import { BotSettings } from '../model/bot.ts';
import { IceServer, PhoneNumber, TelephonySettings, Trunk, TrunkHealth, TrunkSettings } from '../model/call.ts';
import { CannedResponse, CannedScope, ImportedResponse } from '../model/cannedResponse.ts';
import { ChannelHealth } from '../model/channel.ts';
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
  DepartmentId,
} from '../model/ids.ts';
import { Interaction } from '../model/interaction.ts';
import { Email, MailSettings } from '../model/mail.ts';
import { BlockReason, TranscriptLine } from '../model/message.ts';
import { Preferences } from '../model/preferences.ts';
import { QueueSettings } from '../model/queue.ts';
import { ReportFilter, ReportSort, ReportTotals, SavedView } from '../model/report.ts';
import { RecordingRights } from '../model/rights.ts';
import { boundedText } from '../model/text.ts';
import { Instant } from '../model/time.ts';
import { Trace } from '../model/trace.ts';
import { define, nothing } from './define.ts';

/** Opaque; made by the server, given back for the next page. */
const cursor = z.string().max(200);

export const Invitation = z.object({
  id: InvitationId,
  email: z.string(),
  name: z.string(),
  role: Role,
  departmentIds: z.array(DepartmentId),
  expiresAt: Instant,
});
export type Invitation = z.infer<typeof Invitation>;

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
