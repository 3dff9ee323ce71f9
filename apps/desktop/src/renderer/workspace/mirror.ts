import type { Agent, CountedChats, Department, IdleRule, PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { KnownBot } from '@ringdesk/shared/model/bot.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type {
  AgentId,
  BotId,
  ChannelId,
  DepartmentId,
  InteractionId,
  NoticeId,
  OfferId,
  QueueId,
} from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { Notice } from '@ringdesk/shared/model/notice.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { Snapshot, Update } from '@ringdesk/shared/protocol/updates.ts';
import { afterLine } from '@ringdesk/shared/rules/afterLine.ts';

import { type Lists, listsOf, moveInLists } from './lists.ts';
import { Table } from './table.ts';

/** What the server said about the world of the person who is signed in. Immutable; changed by {@link applyUpdate} only. */
export interface Mirror {
  readonly me: AgentId;
  readonly centerName: string;
  readonly agents: Table<AgentId, Agent>;
  readonly departments: Table<DepartmentId, Department>;
  readonly reasons: readonly PresenceReason[];
  /** undefined: nobody is set away for not touching the desk. */
  readonly idle: IdleRule | undefined;
  readonly queues: Table<QueueId, Queue>;
  readonly channels: Table<ChannelId, Channel>;
  readonly bots: Table<BotId, KnownBot>;
  /** What the limits of my queues count of my chats; undefined: every open one. */
  readonly counted: CountedChats | undefined;
  /** [48] To this person, not seen yet. */
  readonly notices: Table<NoticeId, Notice>;
  readonly interactions: Table<InteractionId, Interaction>;
  readonly offers: Table<OfferId, Offer>;
  /** Derived from `interactions`. */
  readonly lists: Lists;
}

export function mirrorOf(snapshot: Snapshot): Mirror {
  return {
    me: snapshot.me,
    centerName: snapshot.centerName,
    agents: byId(snapshot.agents),
    departments: byId(snapshot.departments),
    reasons: snapshot.reasons,
    idle: snapshot.idle,
    queues: byId(snapshot.queues),
    channels: byId(snapshot.channels),
    bots: byId(snapshot.bots),
    counted: snapshot.counted,
    notices: byId(snapshot.notices),
    interactions: byId(snapshot.interactions),
    offers: byId(snapshot.offers),
    lists: listsOf(snapshot.interactions, snapshot.me),
  };
}

/**
 * The mirror after one update. Pure; applying an update twice changes nothing; an update about something unknown that
 * is gone changes nothing. `resync` is not part of the mirror and leaves it as it is.
 */
export function applyUpdate(mirror: Mirror, update: Update): Mirror {
  switch (update.kind) {
    case 'agent.put':
      return { ...mirror, agents: mirror.agents.put(update.agent.id, update.agent) };
    case 'agent.load':
      return { ...mirror, agents: changed(mirror.agents, update.agentId, { chatLoad: update.chatLoad }) };
    case 'own.counted':
      return { ...mirror, counted: update.counted };
    case 'agent.gone':
      return { ...mirror, agents: mirror.agents.without(update.agentId) };
    case 'department.put':
      return { ...mirror, departments: mirror.departments.put(update.department.id, update.department) };
    case 'department.gone':
      return { ...mirror, departments: mirror.departments.without(update.departmentId) };
    case 'reasons.put':
      return { ...mirror, reasons: update.reasons, idle: update.idle };
    case 'queue.put':
      return { ...mirror, queues: mirror.queues.put(update.queue.id, update.queue) };
    case 'queue.waiting':
      return {
        ...mirror,
        queues: changed(mirror.queues, update.queueId, {
          waiting: update.waiting,
          oldestWaitingSince: update.oldestWaitingSince,
        }),
      };
    case 'queue.gone':
      return { ...mirror, queues: mirror.queues.without(update.queueId) };
    case 'channel.put':
      return { ...mirror, channels: mirror.channels.put(update.channel.id, update.channel) };
    case 'channel.gone':
      return { ...mirror, channels: mirror.channels.without(update.channelId) };
    case 'bot.put':
      return { ...mirror, bots: mirror.bots.put(update.bot.id, update.bot) };
    case 'notice.put':
      return { ...mirror, notices: mirror.notices.put(update.notice.id, update.notice) };
    case 'notice.gone':
      return { ...mirror, notices: mirror.notices.without(update.noticeId) };
    case 'bot.gone':
      return { ...mirror, bots: mirror.bots.without(update.botId) };
    case 'interaction.put':
      return withInteraction(mirror, update.interaction.id, update.interaction);
    case 'customer.online': {
      const before = mirror.interactions.get(update.interactionId);
      if (before === undefined) return mirror;
      return withInteraction(mirror, before.id, { ...before, customerOnline: update.online });
    }
    case 'interaction.gone':
      return withInteraction(mirror, update.interactionId, undefined);
    case 'offer.put':
      return { ...mirror, offers: mirror.offers.put(update.offer.id, update.offer) };
    case 'offer.gone':
      return { ...mirror, offers: mirror.offers.without(update.offerId) };
    case 'transcript.line': {
      const before = mirror.interactions.get(update.line.interactionId);
      return before === undefined ? mirror : withInteraction(mirror, before.id, afterLine(before, update.line));
    }
    case 'resync':
      return mirror;
  }
}

/** With some fields of a noun changed; a noun that is not there stays unknown. */
function changed<K extends string, V>(table: Table<K, V>, id: K, fields: Partial<V>): Table<K, V> {
  const before = table.get(id);
  return before === undefined ? table : table.put(id, { ...before, ...fields });
}

export function withInteraction(mirror: Mirror, id: InteractionId, after: Interaction | undefined): Mirror {
  const before = mirror.interactions.get(id);
  if (before === after) return mirror;
  return {
    ...mirror,
    interactions: after === undefined ? mirror.interactions.without(id) : mirror.interactions.put(id, after),
    lists: moveInLists(mirror.lists, before, after, mirror.me),
  };
}

function byId<K extends string, V extends { readonly id: K }>(nouns: readonly V[]): Table<K, V> {
  return Table.from(nouns.map((noun) => [noun.id, noun] as const));
}
