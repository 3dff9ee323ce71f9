import { BotId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import { Instant } from '@ringdesk/shared/model/time.ts';
import { z } from 'zod';

import { waitsFor } from '../../domain/bots.ts';
import type { AskBot } from '../../domain/effects.ts';
import type { Input } from '../../domain/inputs.ts';
import type { DeskEngine } from '../deskEngine.ts';
import type { FetchOutside } from '../fetchOutside.ts';
import type { Carried, Carrier } from '../outbox.ts';
import type { EventLog } from '../ports/journal.ts';
import type { SecretTable } from '../ports/messengers.ts';
import type { TranscriptReader } from '../ports/lists.ts';
import { askBot } from './askBot.ts';
import { botLines, type BotQuestion, LINES_TOLD } from './botProtocol.ts';

/** Type of the effect that this carrier carries. */
export const ASK_BOT = 'bot.ask';
/** Under which name the signing secret of a bot is kept. */
export const secretName = (botId: BotId): string => `bot ${botId}`;

const Payload: z.ZodType<AskBot> = z.object({
  interactionId: InteractionId,
  botId: BotId,
  messageId: MessageId,
  seq: z.number().int(),
  answerBy: Instant,
});

export interface BotParts {
  readonly engine: DeskEngine;
  readonly transcripts: TranscriptReader;
  readonly secrets: SecretTable;
  readonly fetchOutside: FetchOutside;
  readonly now: () => Instant;
  /** The server ends: a question that is on its way is given up, and asked again by the next one. */
  readonly ending: AbortSignal;
}

/**
 * Puts messages to HTTP bots [45] and brings the answers back as inputs. Asked again until the time for an answer is over,
 * which the core watches by itself; an answer that cannot come hands over at once. The same message may be put twice, after
 * a crash: the bot knows it by its id, and the core takes only the first answer.
 */
export function createBotCarrier(parts: BotParts): Carrier {
  const { engine, now } = parts;

  const tell = async (input: Extract<Input, { type: 'bot.answered' | 'bot.failed' }>): Promise<boolean> =>
    (await engine.submit(input, { actor: { kind: 'server' } })).ok;

  return {
    whenUnknown: 'again',
    async carry(row, signal): Promise<Carried> {
      const effect = Payload.parse(row.payload);
      const { interactionId, botId, messageId } = effect;
      const about = { interactionId, botId, messageId };
      const bot = engine.read((state) => {
        const interaction = state.interactions.get(interactionId);
        return interaction && waitsFor(interaction, botId, messageId) ? state.bots.get(botId) : undefined;
      });
      const left = effect.answerBy - now();
      if (bot === undefined || left <= 0) return { kind: 'done', receipt: 'no longer wanted' };
      const question = bot.settings.kind === 'http' ? await questionOf(parts, effect) : undefined;
      if (bot.settings.kind !== 'http' || question === undefined) {
        const told = await tell({ type: 'bot.failed', ...about });
        return told ? { kind: 'done', receipt: 'cannot be asked' } : notWritten;
      }
      const secret = await parts.secrets.get(secretName(botId));
      const { url } = bot.settings;
      const answer = await askBot({
        ...parts,
        url,
        secret,
        question,
        timeoutMs: left,
        signal: AbortSignal.any([signal, parts.ending]),
      });
      if (answer.ok)
        return (await tell({ type: 'bot.answered', ...about, answer: answer.value })) ? { kind: 'done' } : notWritten;
      const { problem: reason, again, retryAfterMs } = answer.error;
      if (again)
        return { kind: 'failed', reason, permanent: false, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
      return (await tell({ type: 'bot.failed', ...about })) ? { kind: 'failed', reason, permanent: true } : notWritten;
    },
  };
}

/** A bot that is deleted takes its signing secret along. */
export function forgetBotSecrets({ engine, secrets }: Pick<BotParts, 'engine' | 'secrets'>, log: EventLog): void {
  engine.onCommitted(({ events }) => {
    for (const event of events) {
      if (event.type !== 'bot.deleted') continue;
      secrets
        .forget(secretName(event.botId))
        .catch((error: unknown) => log.warn({ err: error }, 'the secret of a deleted bot is still kept'));
    }
  });
}

/** The answer is there, the disk is full: it is asked for once more. */
const notWritten: Carried = { kind: 'failed', reason: 'not written', permanent: false };

/** Undefined: the message is not in the transcript any more. */
async function questionOf({ engine, transcripts }: BotParts, effect: AskBot): Promise<BotQuestion | undefined> {
  const { interactionId, messageId, seq } = effect;
  const { lines } = await transcripts.page(interactionId, { beforeSeq: seq + 1, limit: LINES_TOLD, only: 'public' });
  const asked = lines.find((line) => line.type === 'message' && line.id === messageId);
  const about = engine.read((state) => {
    const interaction = state.interactions.get(interactionId);
    const queue = interaction && state.queues.get(interaction.queueId);
    return (
      interaction && { name: interaction.customer.name, language: interaction.language ?? queue?.language ?? 'en' }
    );
  });
  if (asked?.type !== 'message' || asked.text === null || about === undefined) return undefined;
  return {
    version: 1,
    conversationId: interactionId,
    messageId,
    text: asked.text,
    language: about.language,
    customer: { name: about.name },
    lines: botLines(lines),
  };
}
