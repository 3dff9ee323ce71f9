import { SECOND } from '@ringdesk/shared/model/time.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';
import { menuAnswer, type MenuBotSettings } from '@ringdesk/shared/rules/menuBot.ts';

import type { BotAnswer } from '../../domain/inputs.ts';
import type { FetchOutside } from '../fetchOutside.ts';
import type { SecretTable } from '../ports/messengers.ts';
import type { QueriesParts, QueryHandlers } from '../queryParts.ts';
import { newSecret } from '../secrets.ts';
import { askBot } from './askBot.ts';
import { secretName } from './botCarrier.ts';

export interface BotQueryParts extends Pick<QueriesParts, 'engine' | 'audit' | 'now'> {
  readonly secrets: SecretTable;
  readonly fetchOutside: FetchOutside;
  readonly newId: () => string;
}

type Tested = QueryReply<'bot.test'>;

/** Bots [45]: the signing secret, which is shown once, and a question to try one out. */
export function botQueries(parts: BotQueryParts): QueryHandlers<'bot.newSecret' | 'bot.test'> {
  const { engine, audit, now, secrets } = parts;
  return {
    async 'bot.newSecret'({ botId }, { agentId }) {
      const known = engine.read((state) => state.bots.get(botId)?.settings.kind === 'http');
      if (!known) return refuse({ code: 'notFound' });
      const secret = newSecret();
      await secrets.put(secretName(botId), secret, now());
      await audit({ by: agentId, act: 'bot.secretMade', subject: botId, details: null }, now());
      return ok({ secret });
    },

    async 'bot.test'({ botId, settings, text }, { agentId }) {
      if (settings.kind === 'menu') return ok(menuTested(settings, text));
      const language = engine.read((state) => state.agents.get(agentId)?.language ?? 'en');
      const answer = await askBot({
        ...parts,
        url: settings.url,
        secret: await secrets.get(secretName(botId)),
        question: {
          version: 1,
          conversationId: 'test',
          messageId: parts.newId(),
          text,
          language,
          customer: { name: '' },
          lines: [{ from: 'customer', at: now(), text, attachments: [] }],
        },
        timeoutMs: settings.timeoutSeconds * SECOND,
      });
      return answer.ok ? ok(tested(answer.value)) : refuse({ code: 'providerFailed', problem: answer.error.problem });
    },
  };
}

function tested({ messages, then }: BotAnswer): Tested {
  return {
    says: messages.map(({ text }) => text).join('\n\n'),
    choices: [...(messages.at(-1)?.choices ?? [])],
    then: then.kind,
  };
}

/** What a menu would say to this as the answer to its greeting. */
function menuTested(settings: MenuBotSettings, text: string): Tested {
  const { says, then } = menuAnswer(settings, { misses: 0 }, text);
  return {
    says: says.map((each) => each.text).join('\n\n'),
    choices: [...(says.at(-1)?.choices ?? [])],
    then: then.kind === 'stays' ? 'stays' : then.queueId === undefined ? 'person' : 'queue',
  };
}
