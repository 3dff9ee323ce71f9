import { z } from 'zod';
import { PhoneChannelSettings, WebCallSettings } from './call.ts';
import { ChannelId, QueueId } from './ids.ts';
import { Language } from './language.ts';
import { Instant } from './time.ts';
import { boundedText } from './text.ts';
import { WorkingHours } from './workingHours.ts';

/**
 * An origin that may embed the widget: scheme, host and optional port, as browsers send it (RFC 6454).
 * `http` is accepted for loopback and private test sites too; the admin decides.
 */
export const WebOrigin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#@]+$/i, 'not-an-origin')
  .transform((o) => o.toLowerCase());

/** Settings of a website chat channel. */
export const LiveChatSettings = z.strictObject({
  /** [6] shown in the chat header instead of the queue's name; empty: the queue's name [5]. */
  title: boundedText({ max: 80 }),
  /** Shown above the first message; empty: a text of the widget in its language. */
  greeting: boundedText({ max: 500, lines: true }),
  /** Ask for the visitor's name before the first message. */
  askName: z.enum(['no', 'optional', 'required']),
  /** Origins that may embed the widget; empty: any (the app warns). */
  allowedOrigins: z.array(WebOrigin).max(50),
  /** Widget language; `auto`: the page's language, else the browser's. */
  language: z.union([z.literal('auto'), Language]),
  accent: z.string().regex(/^#[0-9a-f]{6}$/, 'not-a-colour'),
  position: z.enum(['right', 'left']),
  /** [42] the agent sees the text while it is typed. */
  liveTyping: z.boolean(),
  attachments: z.boolean(),
  /** [31] The widget's own hours: outside them it shows the offline form. null: the queue's. */
  workingHours: WorkingHours.nullable(),
});
export type LiveChatSettings = z.infer<typeof LiveChatSettings>;

export const defaultLiveChatSettings: LiveChatSettings = {
  title: '',
  greeting: '',
  askName: 'optional',
  allowedOrigins: [],
  language: 'auto',
  accent: '#2f54d9',
  position: 'right',
  liveTyping: true,
  attachments: true,
  workingHours: null,
};

export const ChannelName = boundedText({ min: 1, max: 80 });

/** A Telegram bot as an entry. Its token is a secret of the channel, kept apart. */
export const TelegramSettings = z.strictObject({
  /** `polling` works behind any firewall; `webhook` needs a public https address of this server. */
  receive: z.enum(['polling', 'webhook']),
});
export type TelegramSettings = z.infer<typeof TelegramSettings>;

/**
 * A messenger of one's own, connected by signed webhooks: in to `/webhooks/<channelId>`, out to `url`. Its signing secret
 * is made by the server and kept apart.
 */
export const WebhookSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(500),
  /** What agents see as its name: the messenger behind it. */
  label: boundedText({ min: 1, max: 40 }),
});
export type WebhookSettings = z.infer<typeof WebhookSettings>;

export const ChannelKind = z.enum(['liveChat', 'telegram', 'webhook', 'phone', 'webCall']);
export type ChannelKind = z.infer<typeof ChannelKind>;

const common = {
  id: ChannelId,
  name: ChannelName,
  queueId: QueueId.nullable(),
  version: z.number().int().min(1),
};

/** One entry point a customer can use. Belongs to exactly one queue [3]; null while it is disconnected [7]. */
export const Channel = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('liveChat'), settings: LiveChatSettings }),
  z.object({ ...common, kind: z.literal('telegram'), settings: TelegramSettings }),
  z.object({ ...common, kind: z.literal('webhook'), settings: WebhookSettings }),
  z.object({ ...common, kind: z.literal('phone'), settings: PhoneChannelSettings }),
  z.object({ ...common, kind: z.literal('webCall'), settings: WebCallSettings }),
]);
export type Channel = z.infer<typeof Channel>;

/** The medium of what comes through a channel of this kind; its queue must be of the same. */
export function mediumOf(kind: ChannelKind): 'chat' | 'call' {
  return kind === 'phone' || kind === 'webCall' ? 'call' : 'chat';
}

/** What kind a channel is and what is set for it; the kind of a channel never changes. */
export const ChannelConfig = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('liveChat'), settings: LiveChatSettings }),
  z.strictObject({ kind: z.literal('telegram'), settings: TelegramSettings }),
  z.strictObject({ kind: z.literal('webhook'), settings: WebhookSettings }),
  z.strictObject({ kind: z.literal('phone'), settings: PhoneChannelSettings }),
  z.strictObject({ kind: z.literal('webCall'), settings: WebCallSettings }),
]);
export type ChannelConfig = z.infer<typeof ChannelConfig>;

/** How a channel's connection to its provider does; made by the server as it goes, never stored. */
export const ChannelHealth = z.object({
  channelId: ChannelId,
  state: z.enum(['ok', 'connecting', 'failing', 'off', 'needsSecret']),
  since: Instant,
  /** Why it fails: a category, never a provider's text. */
  problem: z
    .enum(['unauthorized', 'conflict', 'unreachable', 'rateLimited', 'refused', 'badAnswer', 'notSet'])
    .optional(),
  /** The next attempt. */
  retryAt: Instant.optional(),
  /** Messages waiting to go out. */
  waitingOut: z.number().int().min(0),
  /** Messages that came while the channel had no queue; they are taken when it has one. */
  held: z.number().int().min(0).optional(),
  /** What came and was no message of a customer: posts of channels, groups. */
  ignored: z.number().int().min(0).optional(),
  /** The provider's name of the account, such as the bot's user name. */
  account: z.string().optional(),
});
export type ChannelHealth = z.infer<typeof ChannelHealth>;
