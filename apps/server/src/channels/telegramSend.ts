import { existsSync } from 'node:fs';
import type { Attachment, DeliveryProblem } from '@ringdesk/shared/model/message.ts';
import { MINUTE } from '@ringdesk/shared/model/time.ts';
import { type Api, InputFile } from 'grammy';

import type { Carried } from '../application/outbox.ts';
import { callSignal, type TelegramTrouble, troubleOf } from './telegramApi.ts';

/** The longest text of one message, in UTF-16 units as the Bot API counts. */
export const TEXT_UNITS = 4_096;
/** A token that is wrong is tried again after this: an admin may put it right meanwhile. */
const TOKEN_RETRY_MS = MINUTE;

export interface Outgoing {
  readonly chatId: number;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly choices: readonly string[];
  pathOf(attachment: Attachment): string;
}

/**
 * A text in pieces which the Bot API takes, each at most {@link TEXT_UNITS} long. Cut at the last line break or space
 * that is not too far back; never inside a character that takes two units.
 */
export function splitText(text: string, limit = TEXT_UNITS): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const at = cutAt(rest, limit);
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces.filter((piece) => piece !== '');
}

function cutAt(text: string, limit: number): number {
  const head = text.slice(0, limit);
  for (const separator of ['\n', ' ']) {
    const at = head.lastIndexOf(separator);
    if (at >= limit / 2) return at + 1;
  }
  const high = text.charCodeAt(limit - 1);
  return high >= 0xd8_00 && high <= 0xdb_ff ? limit - 1 : limit;
}

type Part = (signal: AbortSignal) => Promise<unknown>;

/** The calls a message takes, in order: its text in pieces, then each of its files. */
function partsOf(api: Api, message: Outgoing): Part[] {
  const { chatId } = message;
  const pieces = splitText(message.text);
  const texts = pieces.map(
    (piece, at): Part =>
      (signal) =>
        api.sendMessage(chatId, piece, at === pieces.length - 1 ? keyboard(message.choices) : {}, callSignal(signal)),
  );
  const files = message.attachments.map(
    (attachment): Part =>
      (signal) =>
        sendFile(api, chatId, attachment, message.pathOf(attachment), signal),
  );
  return [...texts, ...files];
}

const keyboard = (choices: readonly string[]) =>
  choices.length === 0
    ? {}
    : {
        reply_markup: {
          keyboard: choices.map((text) => [{ text }]),
          one_time_keyboard: true,
          resize_keyboard: true,
        },
      };

async function sendFile(api: Api, chatId: number, { name, mimeType }: Attachment, path: string, signal: AbortSignal) {
  const input = (): InputFile => new InputFile(path, name);
  try {
    if (mimeType === 'image/jpeg' || mimeType === 'image/png')
      return await api.sendPhoto(chatId, input(), {}, callSignal(signal));
    if (mimeType === 'video/mp4') return await api.sendVideo(chatId, input(), {}, callSignal(signal));
  } catch (error) {
    // What is refused as a picture (its sides, its size) goes as a file.
    const trouble = troubleOf(error);
    if (trouble.kind !== 'refused' || trouble.code !== 400) throw error;
  }
  return api.sendDocument(chatId, input(), {}, callSignal(signal));
}

/**
 * Sends a message from part `from` on. `heard`: told of every trouble. What may have happened is not done again: the Bot API
 * knows no key by which it would recognise it.
 */
export async function sendToTelegram(
  api: Api,
  message: Outgoing,
  from: number,
  signal: AbortSignal,
  heard: (trouble: TelegramTrouble) => void,
): Promise<Carried> {
  for (const attachment of message.attachments)
    if (!existsSync(message.pathOf(attachment))) return failed('fileMissing', true, from);
  const parts = partsOf(api, message);
  for (let at = from; at < parts.length; at += 1) {
    try {
      await parts[at]?.(signal);
    } catch (error) {
      const trouble = troubleOf(error);
      heard(trouble);
      return carriedOf(trouble, at);
    }
  }
  return { kind: 'done' };
}

const failed = (reason: DeliveryProblem, permanent: boolean, at: number, retryAfterMs?: number): Carried => ({
  kind: 'failed',
  reason,
  permanent,
  progress: String(at),
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

function carriedOf(trouble: TelegramTrouble, at: number): Carried {
  if (trouble.kind === 'unknown') return { kind: 'unknown', reason: 'interrupted' };
  if (trouble.kind === 'unreachable') return failed('unreachable', false, at);
  switch (trouble.code) {
    case 401:
    case 404:
      return failed('unauthorized', false, at, TOKEN_RETRY_MS);
    case 403:
      return failed('blocked', true, at);
    case 429:
      return failed('unreachable', false, at, trouble.retryAfterMs ?? 0);
    default:
      return trouble.code >= 500 ? failed('unreachable', false, at) : failed('refused', true, at);
  }
}
