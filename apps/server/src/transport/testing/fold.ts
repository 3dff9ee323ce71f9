import type { Snapshot, Update } from '@ringdesk/shared/protocol/updates.ts';
import { afterLine } from '@ringdesk/shared/rules/afterLine.ts';

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));
const sorted = <T extends { readonly id: string }>(map: ReadonlyMap<string, T>): T[] =>
  [...map.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** A snapshot whose lists have one order, so that two can be compared. */
export const ordered = (snapshot: Snapshot): Snapshot => fold(snapshot, []);

function change<T>(map: Map<string, T>, id: string, fields: Partial<T>): void {
  const before = map.get(id);
  if (before !== undefined) map.set(id, { ...before, ...fields });
}

/** What a desk knows after these updates: the mirror law compares it with a fresh snapshot. */
export function fold(snapshot: Snapshot, updates: readonly Update[]): Snapshot {
  const nouns = {
    agents: byId(snapshot.agents),
    departments: byId(snapshot.departments),
    queues: byId(snapshot.queues),
    channels: byId(snapshot.channels),
    bots: byId(snapshot.bots),
    notices: byId(snapshot.notices),
    interactions: byId(snapshot.interactions),
    offers: byId(snapshot.offers),
  };
  let { reasons, idle, counted } = snapshot;
  for (const update of updates) {
    switch (update.kind) {
      case 'agent.put':
        nouns.agents.set(update.agent.id, update.agent);
        break;
      case 'agent.load':
        change(nouns.agents, update.agentId, { chatLoad: update.chatLoad });
        break;
      case 'own.counted':
        ({ counted } = update);
        break;
      case 'agent.gone':
        nouns.agents.delete(update.agentId);
        break;
      case 'department.put':
        nouns.departments.set(update.department.id, update.department);
        break;
      case 'department.gone':
        nouns.departments.delete(update.departmentId);
        break;
      case 'reasons.put':
        ({ reasons, idle } = update);
        break;
      case 'queue.put':
        nouns.queues.set(update.queue.id, update.queue);
        break;
      case 'queue.waiting':
        change(nouns.queues, update.queueId, {
          waiting: update.waiting,
          oldestWaitingSince: update.oldestWaitingSince,
        });
        break;
      case 'queue.gone':
        nouns.queues.delete(update.queueId);
        break;
      case 'channel.put':
        nouns.channels.set(update.channel.id, update.channel);
        break;
      case 'channel.gone':
        nouns.channels.delete(update.channelId);
        break;
      case 'bot.put':
        nouns.bots.set(update.bot.id, update.bot);
        break;
      case 'notice.put':
        nouns.notices.set(update.notice.id, update.notice);
        break;
      case 'notice.gone':
        nouns.notices.delete(update.noticeId);
        break;
      case 'bot.gone':
        nouns.bots.delete(update.botId);
        break;
      case 'interaction.put':
        nouns.interactions.set(update.interaction.id, update.interaction);
        break;
      case 'customer.online':
        change(nouns.interactions, update.interactionId, { customerOnline: update.online });
        break;
      case 'interaction.gone':
        nouns.interactions.delete(update.interactionId);
        break;
      case 'offer.put':
        nouns.offers.set(update.offer.id, update.offer);
        break;
      case 'offer.gone':
        nouns.offers.delete(update.offerId);
        break;
      case 'transcript.line': {
        const before = nouns.interactions.get(update.line.interactionId);
        if (before !== undefined) nouns.interactions.set(before.id, afterLine(before, update.line));
        break;
      }
      case 'resync':
        break;
    }
  }
  const { idle: _idle, counted: _counted, ...rest } = snapshot;
  return {
    ...rest,
    reasons,
    ...(counted && { counted }),
    ...(idle && { idle }),
    agents: sorted(nouns.agents),
    departments: sorted(nouns.departments),
    queues: sorted(nouns.queues),
    channels: sorted(nouns.channels),
    bots: sorted(nouns.bots),
    notices: sorted(nouns.notices),
    interactions: sorted(nouns.interactions),
    offers: sorted(nouns.offers),
  };
}
