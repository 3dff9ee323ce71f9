import { z } from 'zod';
import { ChannelId, QueueId } from './ids.ts';
import { Language } from './language.ts';
import { boundedText } from './text.ts';

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
};

export const ChannelName = boundedText({ min: 1, max: 80 });

/** One entry point a customer can use. Belongs to exactly one queue [3]; null while it is disconnected [7]. */
export const Channel = z.object({
  id: ChannelId,
  kind: z.literal('liveChat'),
  name: ChannelName,
  queueId: QueueId.nullable(),
  version: z.number().int().min(1),
  settings: LiveChatSettings,
});
export type Channel = z.infer<typeof Channel>;
