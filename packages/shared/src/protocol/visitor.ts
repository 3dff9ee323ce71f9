import { z } from 'zod';
import { IceServer } from '../model/call.ts';
import { LiveChatSettings } from '../model/channel.ts';
import { AttachmentId, ChannelId, CommandId, InteractionId, MessageId } from '../model/ids.ts';
import { CustomerName } from '../model/interaction.ts';
import { Language } from '../model/language.ts';
import { Attachment, MessageText } from '../model/message.ts';
import { Consent, ContactField } from '../model/queue.ts';
import { boundedText } from '../model/text.ts';
import { Instant } from '../model/time.ts';
import type { Reply } from './socket.ts';

/**
 * The customer's side of a website chat: namespace {@link VISITOR_NAMESPACE}, one socket per open page. The visitor
 * is known by a signed token (30 days, renewed at each hello), never by anything the page says.
 */
export const VISITOR_NAMESPACE = '/visitor';

export const VisitorHandshake = z.object({
  protocol: z.number().int(),
  channelId: ChannelId,
  /** From an earlier visit; absent or no longer valid: a new visitor. */
  token: z.string().max(600).optional(),
  /** Language the page and the browser prefer, best first; BCP 47. */
  languages: z.array(z.string().max(35)).max(10),
  pageUrl: z.string().max(2_000),
});

/** Public face of the channel; nothing of the team's that the queue does not show [5, 6, 20]. */
export const ChannelFace = z.object({
  channelId: ChannelId,
  title: z.string(),
  settings: LiveChatSettings.omit({ allowedOrigins: true, workingHours: true }),
  language: Language,
  /** [31] False: the offline form instead of the chat; `opensAt`: when that ends, where it is known. */
  open: z.boolean(),
  opensAt: Instant.optional(),
  /** [32] To be accepted before the first message, unless the welcome says it was. */
  consent: Consent.extend({ version: z.number().int() }).optional(),
  /** [34] Absent: nothing is asked for. */
  contactForm: z.object({ name: ContactField, email: ContactField, phone: ContactField }).optional(),
  /** [43] */
  askRating: z.boolean(),
  transcriptByEmail: z.boolean(),
  /** A call can be made from here, and is taken now. */
  calls: z.boolean().optional(),
  /** [43] Whoever called from here is asked how it was. */
  rateCalls: z.boolean().optional(),
});
export type ChannelFace = z.infer<typeof ChannelFace>;

/** The agent as the queue shows them [20]; absent name: "nothing" is shown. */
export const AgentFace = z.object({ name: z.string().optional(), pictureUrl: z.string().optional() });
export type AgentFace = z.infer<typeof AgentFace>;

/**
 * What the customer may know of what happened: somebody came, went, handed them over (`agent` from `fromAgent`), the
 * conversation ended or was opened again, or a copy of it went to the address they gave [10].
 */
export const VisitorHappening = z.enum(['joined', 'left', 'transferred', 'ended', 'reopened', 'transcriptSent']);
export type VisitorHappening = z.infer<typeof VisitorHappening>;

/** A line the customer may see. `from: 'me'` is the customer. Notes never come here. */
export const VisitorLine = z.object({
  id: MessageId,
  seq: z.number().int(),
  at: Instant,
  /** `queue`: a text the queue sends by itself; `bot`: [45]. */
  from: z.enum(['me', 'agent', 'queue', 'bot']),
  agent: AgentFace.optional(),
  text: z.string().nullable(),
  attachments: z.array(Attachment.extend({ url: z.string(), previewUrl: z.string().optional() })),
  /** [45] Answers to choose from; only of use on the last line. */
  choices: z.array(z.string()).optional(),
  /** Nothing was said: this happened, and `from` tells whose doing it was. `text` is empty then. */
  happening: VisitorHappening.optional(),
  fromAgent: AgentFace.optional(),
});
export type VisitorLine = z.infer<typeof VisitorLine>;

/**
 * What the customer is told about their conversation. `waiting` only while an offer or a place in the queue exists (I18).
 */
export const Conversation = z.object({
  interactionId: InteractionId,
  state: z.enum(['bot', 'waiting', 'active', 'closed']),
  agent: AgentFace.optional(),
  /** Highest of the customer's lines an agent has seen. */
  readSeq: z.number().int(),
  /** [7, 29] It waits in a queue that is switched off or outside its hours: nobody is offered it for now, and it is kept. */
  held: z.literal(true).optional(),
  /** [29] When its queue opens, where it waits for that. */
  heldUntil: Instant.optional(),
  /** [34] The contact form is still to be filled in. */
  contactWanted: z.boolean(),
  /** [43] The customer's rating so far; null: none. */
  rating: z.object({ score: z.number().int(), comment: z.string().nullable() }).nullable(),
});
export type Conversation = z.infer<typeof Conversation>;

export const VisitorWelcome = z.object({
  token: z.string(),
  face: ChannelFace,
  /** [32] The newest version of the statement this visitor has accepted; null: none. */
  consentVersion: z.number().int().nullable(),
  name: z.string(),
  conversation: Conversation.nullable(),
  /** The last 100 lines of the open (or last) conversation. */
  lines: z.array(VisitorLine),
  seq: z.number().int(),
  serverNow: Instant,
});
export type VisitorWelcome = z.infer<typeof VisitorWelcome>;

export const VisitorUpdate = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('conversation'), conversation: Conversation.nullable() }),
  z.object({ kind: z.literal('line'), line: VisitorLine }),
  z.object({ kind: z.literal('face'), face: ChannelFace }),
  z.object({ kind: z.literal('resync') }),
]);
export type VisitorUpdate = z.infer<typeof VisitorUpdate>;

export const VisitorUpdateBatch = z.object({ seq: z.number().int(), updates: z.array(VisitorUpdate) });
export type VisitorUpdateBatch = z.infer<typeof VisitorUpdateBatch>;

/** What a visitor can do; ids made by the widget, answered after the commit, the same however often it comes. */
export const visitorCommands = {
  'message.post': {
    input: z.strictObject({ messageId: MessageId, text: MessageText, attachmentIds: z.array(AttachmentId).max(5) }),
    reply: z.object({ seq: z.number().int(), at: Instant }),
  },
  'conversation.end': { input: z.strictObject({}), reply: z.strictObject({}) },
  'conversation.read': { input: z.strictObject({ seq: z.number().int().min(1) }), reply: z.strictObject({}) },
  /** [32] Refused with consentRequired when another version of the statement is shown by now. */
  'consent.give': { input: z.strictObject({ version: z.number().int().min(1) }), reply: z.strictObject({}) },
  /**
   * [34] Empty: not given. Checked by the server: an e-mail address (`not-an-email`), a phone number with the code of its
   * country, or of the country of the visitor's language (`not-a-phone`).
   */
  'contact.give': {
    input: z.strictObject({ name: CustomerName, email: boundedText({ max: 254 }), phone: boundedText({ max: 40 }) }),
    reply: z.strictObject({}),
  },
  /** [43] Of the conversation that is open or was last, or of the last call from here; also late [39]. */
  'rating.give': {
    input: z.strictObject({
      score: z.number().int().min(1).max(5),
      comment: boundedText({ max: 1_000, lines: true }),
      of: z.literal('call').optional(),
    }),
    reply: z.strictObject({}),
  },
  /**
   * For one call: a connection to `path` within 60 s. Refused with channelOff while nobody takes calls here. `resumes`: for
   * the call of this visitor that goes on, whose connection is lost; refused with notFound where there is none any more.
   */
  'call.begin': {
    input: z.strictObject({ resumes: z.literal(true).optional() }),
    reply: z.object({
      path: z.string(),
      uri: z.string(),
      target: z.string(),
      iceServers: z.array(IceServer),
      /** It may be recorded, and the queue tells its callers so: said before and during the call. */
      recorded: z.literal(true).optional(),
    }),
  },
  'name.set': { input: z.strictObject({ name: CustomerName }), reply: z.strictObject({}) },
  /** The transcript so far to this address, in the queue's language [9, 10]. */
  'transcript.send': { input: z.strictObject({ email: z.string().max(254) }), reply: z.strictObject({}) },
} as const;
export type VisitorCommandName = keyof typeof visitorCommands;

export const VisitorEnvelope = z.strictObject({
  id: CommandId,
  name: z.string().max(40),
  input: z.unknown(),
  /** The page takes the line of its own message from the answer: it is sent it only where the server changed the text. */
  ownLine: z.literal(false).optional(),
});
export type VisitorEnvelope = z.infer<typeof VisitorEnvelope>;

/** Keystrokes of the customer (capped by the server to 2,000 characters), and "the agent is typing" back. */
export const VisitorTyping = z.strictObject({ text: z.string().max(4_000) });
export const AgentTyping = z.strictObject({ typing: z.boolean() });

export interface VisitorToServer {
  hello: (ack: (reply: Reply<VisitorWelcome>) => void) => void;
  command: (envelope: VisitorEnvelope, ack: (reply: Reply) => void) => void;
  typing: (typing: { text: string }) => void;
}

export interface ServerToVisitor {
  update: (batch: VisitorUpdateBatch) => void;
  typing: (typing: { typing: boolean }) => void;
  bye: (bye: { reason: 'restarting' | 'wrongVersion' | 'tooSlow' | 'channelOff' }) => void;
}
