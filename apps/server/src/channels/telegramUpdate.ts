import type { CustomerId } from '@ringdesk/shared/model/ids.ts';
import type { Language } from '@ringdesk/shared/model/language.ts';
import { cleanText } from '@ringdesk/shared/model/text.ts';
import { z } from 'zod';

import type { Inbound, InboundFile, Sender } from './inbound.ts';

/** The kinds of updates that are asked for; what else a bot can get concerns no conversation. */
export const wantedUpdates = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'my_chat_member',
] as const;

const whole = z.number().int();
const User = z.object({
  id: whole,
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  language_code: z.string().optional(),
});
const File = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
  file_size: whole.optional(),
});

/**
 * A message of the Bot API, as far as it is read. Every field is optional that Telegram may leave out, and what is not
 * named here is left aside: the API grows, and a message must not be lost because of a field nobody knows.
 */
const Message = z.object({
  message_id: whole,
  chat: z.object({ id: whole, type: z.string() }),
  from: User.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(File).optional(),
  document: File.optional(),
  voice: File.optional(),
  audio: File.optional(),
  video: File.optional(),
  video_note: File.optional(),
  animation: File.optional(),
  sticker: File.extend({ emoji: z.string().optional() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  venue: z.object({ title: z.string(), address: z.string() }).optional(),
  contact: z
    .object({ phone_number: z.string(), first_name: z.string().optional(), last_name: z.string().optional() })
    .optional(),
  poll: z.object({ question: z.string(), options: z.array(z.object({ text: z.string() })) }).optional(),
  dice: z.object({ emoji: z.string(), value: whole }).optional(),
});
type Message = z.infer<typeof Message>;

/** What identifies an update; everything else is read later. */
export const UpdateId = z.object({ update_id: whole.min(0) });

const Update = z.object({
  update_id: whole,
  message: z.unknown().optional(),
  edited_message: z.unknown().optional(),
});

/** The least that must be known of a message to answer it. */
const Addressed = Message.pick({ message_id: true, chat: true, from: true });

export interface TelegramFiles {
  /** A file of a message, by its id there. */
  readonly file: (id: string, name: string, bytes: number | undefined) => InboundFile;
}

/** Reads a stored update. Never throws: what cannot be read is said to be so, with whom it came from where that can be seen. */
export function readTelegramUpdate(body: string, files: TelegramFiles): Inbound {
  const update = Update.safeParse(JSON.parse(body));
  if (!update.success) return { kind: 'ignored', why: 'notAnUpdate' };
  const { message, edited_message: edited } = update.data;
  const raw = message ?? edited;
  if (raw === undefined) return { kind: 'ignored', why: otherKind(body) };
  const addressed = Addressed.safeParse(raw);
  if (!addressed.success) return { kind: 'ignored', why: 'notAMessage' };
  const { chat } = addressed.data;
  if (chat.type !== 'private') return { kind: 'ignored', why: 'group' };
  const who = { externalId: `${chat.id}:${addressed.data.message_id}`, sender: senderOf(addressed.data) };
  const read = Message.safeParse(raw);
  if (!read.success) return { kind: 'unreadable', ...who };
  const text = textOf(read.data);
  if (message === undefined) return { kind: 'edit', ...who, text };
  const attached = filesOf(read.data, files);
  if (text === '' && attached.length === 0) return { kind: 'unreadable', ...who };
  return { kind: 'message', ...who, text, files: attached };
}

/** The name of what an update is about, where it is no message: `channel_post`, `my_chat_member` … */
function otherKind(body: string): string {
  const names = Object.keys(JSON.parse(body) as object).filter((name) => name !== 'update_id');
  return /^[a-z_]{1,40}$/.test(names[0] ?? '') ? (names[0] ?? '') : 'unknown';
}

function senderOf({ chat, from }: z.infer<typeof Addressed>): Sender {
  const name = cleanText([from?.first_name, from?.last_name].filter(Boolean).join(' '), false);
  const language = languageOf(from?.language_code);
  return {
    // In a private chat the id of the chat is the person's, the same for every bot.
    customerId: `tg-${chat.id}` as CustomerId,
    externalId: String(chat.id),
    name: [...name].slice(0, 80).join(''),
    ...(language && { language }),
  };
}

const languages: readonly Language[] = ['en', 'es', 'pt', 'ru'];
/** Of a BCP 47 tag, such as `pt-br`. */
export const languageOf = (tag: string | undefined): Language | undefined =>
  languages.find((language) => language === tag?.toLowerCase().split('-')[0]);

const mapLink = (latitude: number, longitude: number): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}`;

/** What a message says in words; what is no text is told in a way every language understands. */
function textOf(message: Message): string {
  const { location, venue, contact, poll, dice, sticker } = message;
  const place = location && `📍 ${mapLink(location.latitude, location.longitude)}`;
  const parts = [
    message.text ?? message.caption,
    venue && `${venue.title}\n${venue.address}`,
    place,
    contact && `👤 ${[contact.first_name, contact.last_name, contact.phone_number].filter(Boolean).join(' ')}`,
    poll && [`📊 ${poll.question}`, ...poll.options.map(({ text }) => `– ${text}`)].join('\n'),
    dice && `${dice.emoji} ${dice.value}`,
    sticker?.emoji,
  ];
  return cleanText(parts.filter((part) => part !== undefined && part !== '').join('\n'), true);
}

function filesOf(message: Message, { file }: TelegramFiles): InboundFile[] {
  // The last of the sizes of a picture is the largest.
  const photo = message.photo?.at(-1);
  const named = (of: z.infer<typeof File> | undefined, fallback: string): InboundFile[] =>
    of === undefined ? [] : [file(of.file_id, of.file_name ?? fallback, of.file_size)];
  return [
    ...named(photo, 'photo.jpg'),
    // An animation comes as a document as well.
    ...named(message.animation ?? message.document, message.animation ? 'animation.mp4' : 'file'),
    ...named(message.voice, 'voice.ogg'),
    ...named(message.audio, 'audio.mp3'),
    ...named(message.video, 'video.mp4'),
    ...named(message.video_note, 'video.mp4'),
  ];
}
