import type { BotId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Instant } from '@ringdesk/shared/model/time.ts';
import { callEffects } from './callOrders.ts';
import { sendEffect } from './delivery.ts';
import type { Event } from './events.ts';
import type { State } from './state.ts';
import { mailEffect } from './transcriptMail.ts';

/**
 * Something that must happen outside because of what happened inside: one row of the outbox, written in the same
 * transaction as the events and done at least once.
 */
export interface Effect {
  /** Which port carries it. */
  readonly type: string;
  /** The same effect never stands in the outbox twice under one key. */
  readonly key: string;
  /** Effects of one order are carried in order; a failing one holds back only its own. */
  readonly order?: string;
  readonly payload: unknown;
  /** Too late after this: dropped instead of done. */
  readonly notAfter?: Instant;
}

/**
 * What must happen outside. Website chat asks for nothing: its screens learn from updates and read the rest from the
 * tables. What is talked is carried by the endpoint of calls. HTTP bots are asked [45]; messengers are given what is said there, and the mail
 * server a copy of a conversation that its customer asks for.
 */
export function effectsOf(events: readonly Event[], after: State): readonly Effect[] {
  return events.flatMap((event, index) => {
    switch (event.type) {
      case 'bot.asked':
        return [askBot(event)];
      case 'transcript.asked':
        return mailEffect(event, index, after);
      case 'message.posted':
      case 'message.changed':
        return sendEffect(event, index, after);
      default:
        return callEffects(event, index, after);
    }
  });
}

/** Ids only: what was said stands in the tables, and can be erased there. */
export interface AskBot {
  readonly interactionId: InteractionId;
  readonly botId: BotId;
  readonly messageId: MessageId;
  /** The line of that message. */
  readonly seq: number;
  readonly answerBy: Instant;
}

function askBot(event: Extract<Event, { type: 'bot.asked' }>): Effect {
  const { interactionId, botId, messageId, seqAsked: seq, answerBy } = event;
  const payload: AskBot = { interactionId, botId, messageId, seq, answerBy };
  return {
    type: 'bot.ask',
    key: `bot.ask ${interactionId} ${messageId}`,
    order: `bot ${interactionId}`,
    payload,
    notAfter: answerBy,
  };
}
