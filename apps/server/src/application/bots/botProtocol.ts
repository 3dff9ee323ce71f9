import { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';
import { boundedText } from '@ringdesk/shared/model/text.ts';
import { z } from 'zod';

import type { BotAnswer } from '../../domain/inputs.ts';

/** What an HTTP bot is asked [45]; `resources/example-bot/README.md` describes it for those who write one. */
export interface BotQuestion {
  readonly version: 1;
  readonly conversationId: string;
  /** The same message has the same id however often it is asked. */
  readonly messageId: string;
  readonly text: string;
  /** Of the customer's page, else of the queue; BCP 47. */
  readonly language: string;
  readonly customer: { readonly name: string };
  /** The last lines up to this message, oldest first; without the team's notes. */
  readonly lines: readonly BotLine[];
}

export interface BotLine {
  readonly from: 'customer' | 'agent' | 'queue' | 'bot';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly attachments: readonly { readonly name: string; readonly mimeType: string; readonly bytes: number }[];
}

/** Lines that a bot is told of at most. */
export const LINES_TOLD = 20;

const Answer = z.strictObject({
  messages: z
    .array(
      z.strictObject({
        text: boundedText({ min: 1, max: 4_000, lines: true }),
        choices: z
          .array(boundedText({ min: 1, max: 60 }))
          .max(10)
          .optional(),
      }),
    )
    .max(10),
  then: z.union([z.enum(['stays', 'person', 'end']), z.strictObject({ queueId: QueueId })]),
});

/** The answer in the body of a response, or undefined where it is none. */
export function answerIn(body: string): BotAnswer | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return undefined;
  }
  const parsed = Answer.safeParse(raw);
  if (!parsed.success) return undefined;
  const { messages, then } = parsed.data;
  return { messages, then: typeof then === 'string' ? { kind: then } : { kind: 'queue', queueId: then.queueId } };
}

/** What of a transcript a bot is told. */
export function botLines(lines: readonly TranscriptLine[]): BotLine[] {
  return lines.flatMap((line): BotLine[] => {
    if (line.type !== 'message' || line.kind !== 'reply' || line.text === null) return [];
    const attachments = line.attachments.map(({ name, mimeType, bytes }) => ({ name, mimeType, bytes }));
    return [{ from: line.author.kind, at: line.at, text: line.text, attachments }];
  });
}
