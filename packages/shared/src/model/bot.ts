import { z } from 'zod';
import { BotId, QueueId } from './ids.ts';
import { boundedText } from './text.ts';

/** What a choice of a menu leads to [45]. */
export const BotStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('menu'), menuId: z.string().regex(/^[0-9a-z_-]{1,40}$/, 'not an id') }),
  /** To a person of the queue the conversation is in. */
  z.strictObject({ kind: z.literal('person') }),
  z.strictObject({ kind: z.literal('queue'), queueId: QueueId }),
  /** The answer is all: the customer may choose again, or leave. */
  z.strictObject({ kind: z.literal('end') }),
]);
export type BotStep = z.infer<typeof BotStep>;

export const BotChoice = z.strictObject({
  label: boundedText({ min: 1, max: 60 }),
  /** Said when it is chosen; empty: nothing. */
  answer: boundedText({ max: 2_000, lines: true }),
  then: BotStep,
});
export type BotChoice = z.infer<typeof BotChoice>;

export const BotMenu = z.strictObject({
  id: z.string().regex(/^[0-9a-z_-]{1,40}$/, 'not an id'),
  text: boundedText({ min: 1, max: 2_000, lines: true }),
  choices: z.array(BotChoice).min(1).max(10),
});
export type BotMenu = z.infer<typeof BotMenu>;

/** The built-in bot: menus the customer walks through with buttons, numbers or the words of a choice. */
export const MenuBot = z.strictObject({
  kind: z.literal('menu'),
  /** The first one greets. */
  menus: z.array(BotMenu).min(1).max(50),
  /** Said when what was written is no choice. */
  notUnderstood: boundedText({ min: 1, max: 500, lines: true }),
  /** After so many misses in a row the conversation goes to a person. */
  misses: z.number().int().min(1).max(5),
  /** Minutes without a word of the customer after which it goes to the queue. */
  idleMinutes: z.number().int().min(1).max(1_440),
});

/** A bot of one's own, asked by a signed webhook; the secret is kept apart and never shown again. */
export const HttpBot = z.strictObject({
  kind: z.literal('http'),
  url: z.url({ protocol: /^https?$/ }).max(500),
  /** Without an answer after so many seconds (retries included) it goes to the queue. */
  timeoutSeconds: z.number().int().min(5).max(120),
  idleMinutes: z.number().int().min(1).max(1_440),
});

export const BotSettings = z.discriminatedUnion('kind', [MenuBot, HttpBot]).superRefine((settings, refinement) => {
  if (settings.kind !== 'menu') return;
  const ids = new Set(settings.menus.map(({ id }) => id));
  if (ids.size < settings.menus.length) refinement.addIssue({ code: 'custom', path: ['menus'], message: 'not-unique' });
  settings.menus.forEach((menu, at) =>
    menu.choices.forEach(({ then }, choice) => {
      if (then.kind === 'menu' && !ids.has(then.menuId))
        refinement.addIssue({
          code: 'custom',
          path: ['menus', at, 'choices', choice, 'then'],
          message: 'unknown-menu',
        });
    }),
  );
});
export type BotSettings = z.infer<typeof BotSettings>;

/** [45] A bot of the center; queues name the one that answers first. */
export const Bot = z.object({
  id: BotId,
  name: boundedText({ min: 1, max: 80 }),
  version: z.number().int().min(1),
  settings: BotSettings,
});
export type Bot = z.infer<typeof Bot>;

/** A bot as it is told to a person: agents learn its name, and the settings only those who may look at them [74–77]. */
export const KnownBot = Bot.partial({ settings: true });
export type KnownBot = z.infer<typeof KnownBot>;
