import type { Agent, CountedChats, Department, IdleRule, PresenceReason, Role } from '@ringdesk/shared/model/agent.ts';
import type { KnownBot } from '@ringdesk/shared/model/bot.ts';
import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, BotId, ChannelId, DepartmentId, OfferId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Offer } from '@ringdesk/shared/model/offer.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { mediumOfQueue } from './media.ts';
import type { State } from './state.ts';

/** An agent as every screen of the desk sees them. */
export function agentView(state: State, agentId: AgentId): Agent | undefined {
  const agent = state.agents.get(agentId);
  if (!agent) return undefined;
  const {
    id,
    name,
    email,
    role,
    language,
    pictureId,
    supervises,
    presence,
    online,
    shiftOpen,
    absent,
    dismissed,
    load,
    phone,
    onCall,
    callWaiting,
    receives,
    receivesSetBy,
    offerTimeFactor,
  } = agent;
  return {
    id,
    name,
    email,
    role,
    language,
    ...(pictureId !== undefined && { pictureId }),
    supervises: [...supervises],
    presence,
    online,
    shiftOpen,
    absent,
    dismissed,
    chatLoad: load,
    ...(phone && { phone }),
    ...(onCall && { onCall }),
    ...(callWaiting && { callWaiting }),
    ...(receives && { receives }),
    ...(receivesSetBy && { receivesSetBy }),
    ...(offerTimeFactor && { offerTimeFactor }),
  };
}

export function queueView(state: State, queueId: QueueId): Queue | undefined {
  const queue = state.queues.get(queueId);
  if (!queue) return undefined;
  const { id, name, active, language, version, settings, hours, arrivals } = queue;
  const oldest = arrivals.first()?.arrivedAt;
  return {
    id,
    medium: mediumOfQueue(queue),
    name,
    active,
    language,
    version,
    settings,
    open: hours.open,
    ...(hours.nextChangeAt !== undefined && { nextChangeAt: hours.nextChangeAt }),
    waiting: arrivals.size,
    ...(oldest !== undefined && { oldestWaitingSince: oldest }),
  };
}

export function departmentView(state: State, departmentId: DepartmentId): Department | undefined {
  return state.departments.get(departmentId);
}

/** Reasons for not being available, and the rule that may name one of them. */
export function reasonsView({ reasons, idleRule }: State): { reasons: PresenceReason[]; idle?: IdleRule } {
  return { reasons: [...reasons], ...(idleRule && { idle: idleRule }) };
}

export function channelView(state: State, channelId: ChannelId): Channel | undefined {
  return state.channels.get(channelId);
}

export function offerView(state: State, offerId: OfferId): Offer | undefined {
  const offer = state.offers.get(offerId);
  if (!offer) return undefined;
  const { reserves: _, beside: __, way: ___, fromAgentId: ____, displayedAt: _____, soundAt: ______, ...view } = offer;
  return { ...view };
}

/** Where a bot of one's own is asked, and what it says, is for those who may look at the settings. */
export function botView(state: State, botId: BotId, role: Role): KnownBot | undefined {
  const bot = state.bots.get(botId);
  if (bot === undefined || role !== 'agent') return bot;
  const { settings: _, ...known } = bot;
  return known;
}

/** What the limits of their queues count of a person's chats; undefined where all of them count every open one. */
export function countedView(state: State, agentId: AgentId): CountedChats | undefined {
  const agent = state.agents.get(agentId);
  for (const id of agent?.memberOf ?? []) {
    const { limit = null, notCounted } = state.queues.get(id)?.settings ?? {};
    if (agent && limit !== null && notCounted !== 'closed') return { ...agent.counted };
  }
  return undefined;
}
