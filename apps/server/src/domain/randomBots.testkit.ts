import type { BotSettings, BotStep } from '@ringdesk/shared/model/bot.ts';
import { type Center, messageId, queueId } from './center.testkit.ts';
import type { Chance } from './chance.testkit.ts';
import type { Actor, BotAnswer, Input } from './inputs.ts';

const server: Actor = { kind: 'server' };

/** Menus that lead to each other, to a person, to a queue, or nowhere; or a bot that is asked. */
export function randomBot(chance: Chance, center: Center): BotSettings {
  const idleMinutes = chance.of([1, 3, 30]);
  if (chance.maybe(0.5))
    return { kind: 'http', url: 'https://bot.example.test/', timeoutSeconds: chance.of([5, 30, 120]), idleMinutes };
  const queues = [...center.state.queues.keys()];
  const then = (): BotStep =>
    chance.of<BotStep>([
      { kind: 'menu', menuId: chance.of(['n0', 'n1']) },
      { kind: 'menu', menuId: chance.of(['n0', 'n1']) },
      { kind: 'end' },
      queues.length === 0 ? { kind: 'person' } : { kind: 'queue', queueId: chance.of(queues) },
    ]);
  const menus = ['n0', 'n1'].map((id) => ({
    id,
    text: id,
    choices: ['text', 'other'].map((label) => ({ label, answer: chance.of(['', 'answer']), then: then() })),
  }));
  return { kind: 'menu', menus, notUnderstood: 'again', misses: chance.of([1, 2, 5]), idleMinutes };
}

/** Answers of bots that are asked: in any order, of any kind, some for nothing, some twice. */
export function botAnswers(
  chance: Chance,
  center: Center,
): { readonly actor: Actor; readonly input: Input } | undefined {
  const asked = [...center.state.interactions.values()].flatMap(({ id, bot }) =>
    bot ? bot.asked.map(({ messageId: owed }) => ({ interactionId: id, botId: bot.botId, messageId: owed })) : [],
  );
  if (asked.length === 0) return undefined;
  const owed = chance.of(asked);
  const about = chance.maybe(0.1) ? { ...owed, messageId: messageId('stranger') } : owed;
  if (chance.maybe(0.2)) return { actor: server, input: { type: 'bot.failed', ...about } };
  const texts = chance.of([[], ['one'], ['one', 'two']]);
  const messages = texts.map((text) => ({ text, ...(chance.maybe(0.5) && { choices: ['A'] }) }));
  const queues = [...center.state.queues.keys(), queueId('ghost')];
  const then = chance.of<BotAnswer['then']>([
    { kind: 'stays' },
    { kind: 'stays' },
    { kind: 'person' },
    { kind: 'queue', queueId: chance.of(queues) },
    { kind: 'end' },
  ]);
  return { actor: server, input: { type: 'bot.answered', ...about, answer: { messages, then } } };
}
