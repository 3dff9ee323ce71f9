import type { Bot } from '@ringdesk/shared/model/bot.ts';
import type { MessageId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { MINUTE, SECOND } from '@ringdesk/shared/model/time.ts';
import { menuAnswer, type MenuBotSettings, menuGreeting, menuOf } from '@ringdesk/shared/rules/menuBot.ts';
import type { HandOverReason } from './besideEvents.ts';
import { archiveTimes, ratingTime } from './closing.ts';
import { done, linesAfter, queueOf, wrongState, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import type { BotAnswer, Context, Input } from './inputs.ts';

import { mediumOfQueue } from './media.ts';
import type { BotTalk, InteractionRecord } from './records.ts';
import type { State } from './state.ts';

type Talked = Pick<InteractionRecord, 'id' | 'queueId'>;
/** Where a decision about a bot stands: numbers the lines that it adds. */
interface Turn {
  readonly state: State;
  readonly context: Context;
  readonly interaction: Talked;
  readonly line: () => number;
}
interface Heard {
  readonly messageId: MessageId;
  readonly seq: number;
  readonly text: string;
}

/** The bot that answers first in a queue [45]. */
export function botOf(state: State, queueId: QueueId): Bot | undefined {
  const id = state.queues.get(queueId)?.settings.botId;
  return id ? state.bots.get(id) : undefined;
}

/** The bot takes a conversation that begins with this message: a menu greets, an HTTP bot is asked. */
export function beginBot(turn: Turn, bot: Bot, heard: Heard): Event[] {
  const { context, interaction, line } = turn;
  const { settings } = bot;
  const began: Event = {
    type: 'bot.began',
    at: context.now,
    interactionId: interaction.id,
    botId: bot.id,
    botName: bot.name,
    ...(settings.kind === 'menu' && { menuId: menuOf(settings, undefined).id }),
    idleAt: context.now + settings.idleMinutes * MINUTE,
    seq: line(),
  };
  if (settings.kind === 'http') return [began, asked(turn, bot, heard)];
  const { text, choices } = menuGreeting(settings);
  return [began, said(turn, bot, text, choices)];
}

/** What the bot makes of a message of the customer's. */
export function hear(turn: Turn, talk: BotTalk, heard: Heard): Event[] {
  const bot = turn.state.bots.get(talk.botId);
  if (!bot) return handOver(turn, talk, 'failed');
  if (bot.settings.kind === 'http') return [asked(turn, bot, heard)];
  const { says, then } = menuAnswer(bot.settings, talk, heard.text);
  if (then.kind === 'stays') {
    return [listened(turn, bot.settings, then), ...says.map(({ text, choices }) => said(turn, bot, text, choices))];
  }
  const words = says.map(({ text, choices }) => said(turn, bot, text, choices));
  return [...words, ...handOver(turn, talk, then.because, then.queueId)];
}

function said({ context, interaction, line }: Turn, bot: Bot, text: string, choices?: readonly string[]): Event {
  return {
    type: 'message.posted',
    at: context.now,
    interactionId: interaction.id,
    messageId: context.newId() as MessageId,
    seq: line(),
    author: { kind: 'bot', botId: bot.id, name: bot.name },
    kind: 'reply',
    mentions: [],
    content: { text, attachments: [], ...(choices && choices.length > 0 && { choices }) },
  };
}

function listened(
  { context, interaction }: Turn,
  settings: MenuBotSettings,
  { menuId, misses, ended }: Pick<BotTalk, 'misses' | 'ended'> & { readonly menuId: string },
): Event {
  const idleAt = context.now + settings.idleMinutes * MINUTE;
  return { type: 'bot.heard', at: context.now, interactionId: interaction.id, idleAt, menuId, misses, ended };
}

function asked({ context, interaction }: Turn, bot: Bot, { messageId, seq }: Heard): Event {
  if (bot.settings.kind !== 'http') throw new Error(`${bot.id} is no bot that can be asked`);
  const { idleMinutes, timeoutSeconds } = bot.settings;
  return {
    type: 'bot.asked',
    at: context.now,
    interactionId: interaction.id,
    botId: bot.id,
    messageId,
    seqAsked: seq,
    answerBy: context.now + timeoutSeconds * SECOND,
    idleAt: context.now + idleMinutes * MINUTE,
  };
}

/** To the queue the conversation is in, or to another one that is there and active; its age is kept. */
function handOver({ state, context, interaction, line }: Turn, talk: BotTalk, because: HandOverReason, to?: QueueId) {
  const own = queueOf(state, interaction);
  const told = to === undefined ? undefined : state.queues.get(to);
  // What is written does not go to a queue of calls.
  const named = told && mediumOfQueue(told) === 'chat' ? told : undefined;
  const queue = named?.active === true ? named : own;
  const event: Event = {
    type: 'bot.handedOver',
    at: context.now,
    interactionId: interaction.id,
    botId: talk.botId,
    because,
    queueId: queue.id,
    fromQueueId: own.id,
    ...(queue !== own && { queueName: queue.name }),
    seq: line(),
    settingsVersion: queue.version,
  };
  return [event];
}

function turnOf(state: State, context: Context, interaction: InteractionRecord): Turn {
  return { state, context, interaction, line: linesAfter(interaction) };
}

/** Taken away from the bot: by who serves or steers the queue, or because the bot fails or is no more. */
export function takeFromBot(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  because: HandOverReason,
): Event[] {
  return interaction.bot ? handOver(turnOf(state, context, interaction), interaction.bot, because) : [];
}

export function endBot(state: State, context: Context, interaction: InteractionRecord): Decided {
  return interaction.bot ? done(takeFromBot(state, context, interaction, 'agent')) : wrongState(interaction);
}

/**
 * What an HTTP bot answered. Nothing where the message has its answer already, or the conversation went on without the
 * bot meanwhile: an answer that comes twice or late changes nothing.
 */
export function takeAnswer(state: State, context: Context, input: Extract<Input, { type: 'bot.answered' }>): Decided {
  const interaction = state.interactions.get(input.interactionId);
  const bot = state.bots.get(input.botId);
  if (!interaction || !bot || !waitsFor(interaction, input.botId, input.messageId)) return done([]);
  const turn = turnOf(state, context, interaction);
  const { messages, then } = input.answer;
  const answered: Event = {
    type: 'bot.answered',
    at: context.now,
    interactionId: interaction.id,
    messageId: input.messageId,
  };
  const words = messages.map(({ text, choices }) => said(turn, bot, text, choices));
  return done([answered, ...words, ...following(turn, interaction, then)]);
}

function following(turn: Turn, interaction: InteractionRecord, then: BotAnswer['then']): Event[] {
  if (!interaction.bot || then.kind === 'stays') return [];
  if (then.kind === 'end') return [closedByBot(turn, interaction)];
  return handOver(turn, interaction.bot, 'asked', then.kind === 'queue' ? then.queueId : undefined);
}

/** Nothing is left to be said. */
function closedByBot({ state, context, line }: Turn, interaction: InteractionRecord, because?: 'silence'): Event {
  return {
    type: 'interaction.closed',
    at: context.now,
    interactionId: interaction.id,
    by: 'server',
    ...(because && { because }),
    ...archiveTimes(state, interaction, context.now),
    ...ratingTime(state, interaction, context.now),
    seq: line(),
  };
}

/** An HTTP bot that cannot answer this message: the queue takes over. */
export function failBot(state: State, context: Context, input: Extract<Input, { type: 'bot.failed' }>): Decided {
  const interaction = state.interactions.get(input.interactionId);
  if (!interaction || !waitsFor(interaction, input.botId, input.messageId)) return done([]);
  return done(takeFromBot(state, context, interaction, 'failed'));
}

/** Whether a bot still owes this message its answer. */
export function waitsFor({ bot }: InteractionRecord, botId: Bot['id'], messageId: MessageId): boolean {
  return bot?.botId === botId && bot.asked.some((each) => each.messageId === messageId);
}

/**
 * The customer has not written for the bot's idle time: to the queue; closed where what they were told last asked for
 * nothing more.
 */
export function idleWithBot(state: State, context: Context, interaction: InteractionRecord): Event[] {
  if (interaction.bot?.ended !== true) return takeFromBot(state, context, interaction, 'silent');
  return [closedByBot(turnOf(state, context, interaction), interaction, 'silence')];
}
