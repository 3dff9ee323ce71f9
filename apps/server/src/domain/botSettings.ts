import type { BotId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { takeFromBot } from './bots.ts';
import { actorId, done, notFound, type Decided } from './decided.ts';
import type { Context } from './inputs.ts';
import { mediumOfQueue } from './media.ts';
import { sameName } from './people.ts';
import type { State } from './state.ts';

/** [45] Takes effect for the next message, also of conversations that are with the bot now. */
export function saveBot(state: State, context: Context, input: CommandInput<'bot.save'>): Decided {
  const currentVersion = state.bots.get(input.botId)?.version ?? 0;
  if (input.version > 0 && currentVersion === 0) return notFound;
  if (input.version !== currentVersion) return refuse({ code: 'versionConflict', currentVersion });
  for (const other of state.bots.values())
    if (other.id !== input.botId && sameName(other.name, input.name)) return refuse({ code: 'nameTaken' });
  const unknown = unknownQueues(state, input);
  if (Object.keys(unknown).length > 0) return refuse({ code: 'invalid', fields: unknown });
  const version = currentVersion + 1;
  return done([{ type: 'bot.saved', at: context.now, by: actorId(context), ...input, version }], { version });
}

/** Choices that lead to a queue which is not there, by their place. */
function unknownQueues(state: State, { settings }: CommandInput<'bot.save'>): Record<string, string> {
  const fields: Record<string, string> = {};
  if (settings.kind !== 'menu') return fields;
  settings.menus.forEach((menu, at) =>
    menu.choices.forEach(({ then }, choice) => {
      if (then.kind === 'queue' && !isChatQueue(state, then.queueId))
        fields[`settings.menus.${at}.choices.${choice}.then.queueId`] = 'unknown';
    }),
  );
  return fields;
}

/** Refused while queues begin with it. Conversations that are still with it go to their queue. */
export function deleteBot(state: State, context: Context, botId: BotId): Decided {
  if (!state.bots.has(botId)) return notFound;
  const queueIds = [...state.queues.values()].flatMap(({ id, settings }) => (settings.botId === botId ? [id] : []));
  if (queueIds.length > 0) return refuse({ code: 'botInUse', queueIds });
  const talks = [...state.interactions.values()].filter(({ bot }) => bot?.botId === botId);
  return done([
    ...talks.flatMap((interaction) => takeFromBot(state, context, interaction, 'failed')),
    { type: 'bot.deleted', at: context.now, by: actorId(context), botId },
  ]);
}

/** A bot writes, and so does who comes after it. */
function isChatQueue(state: State, queueId: QueueId): boolean {
  const queue = state.queues.get(queueId);
  return queue !== undefined && mediumOfQueue(queue) === 'chat';
}
