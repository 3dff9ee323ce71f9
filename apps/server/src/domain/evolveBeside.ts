import { leaves, queueUp } from './evolveOffers.ts';
import type { InteractionEvent } from './interactionEvents.ts';
import type { InteractionRecord } from './records.ts';
import type { State } from './state.ts';

/** The memory of what goes on beside the routing of an interaction: ratings, blocked senders, colleagues who read along. */
export function applyBeside(state: State, interaction: InteractionRecord, event: InteractionEvent): void {
  switch (event.type) {
    case 'customer.rated':
      interaction.rating = { score: event.score, comment: event.content?.comment ?? null, at: event.at };
      return;
    case 'interaction.reviewed':
      interaction.review = {
        score: event.score,
        comment: event.content?.comment ?? null,
        at: event.at,
        by: event.agentId,
      };
      return;
    case 'interaction.ratingEnded':
      interaction.ratingUntil = undefined;
      return;
    case 'sender.blockSet':
      if (event.blocked) state.blocked.add(event.customerId);
      else state.blocked.delete(event.customerId);
      return;
    case 'bot.began':
      interaction.state = 'bot';
      interaction.since = event.at;
      interaction.bot = {
        botId: event.botId,
        menuId: event.menuId,
        misses: 0,
        asked: [],
        idleAt: event.idleAt,
        ended: false,
      };
      interaction.unansweredSince = undefined;
      return;
    case 'bot.heard':
      if (interaction.bot)
        interaction.bot = {
          ...interaction.bot,
          menuId: event.menuId,
          misses: event.misses,
          ended: event.ended,
          idleAt: event.idleAt,
        };
      return;
    case 'bot.asked': {
      const { messageId, answerBy, idleAt } = event;
      if (interaction.bot)
        interaction.bot = { ...interaction.bot, asked: [...interaction.bot.asked, { messageId, answerBy }], idleAt };
      return;
    }
    case 'bot.answered': {
      const asked = interaction.bot?.asked.filter(({ messageId }) => messageId !== event.messageId);
      if (interaction.bot && asked) interaction.bot = { ...interaction.bot, asked };
      return;
    }
    case 'bot.handedOver':
      interaction.bot = undefined;
      interaction.queueId = event.queueId;
      queueUp(interaction, event.at);
      // They wait for a person since now: until now they had answers.
      interaction.unansweredSince = event.at;
      return;
    case 'colleague.joined':
      interaction.joined = [...(interaction.joined ?? []), event.agentId];
      return;
    case 'colleague.left':
      leaves(interaction, event.agentId);
      return;
    default:
      throw new Error(`${event.type} is not about an interaction alone`);
  }
}
