import { mediumOf, type Channel } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { CommandInput } from '@ringdesk/shared/protocol/commands.ts';
import { refuse } from '@ringdesk/shared/result.ts';
import { endAll } from './closing.ts';
import { actorId, done, notFound, type Decided } from './decided.ts';
import type { Event } from './events.ts';
import type { Context } from './inputs.ts';
import { difference, sameName } from './people.ts';
import type { InteractionRecord } from './records.ts';
import { mediumOfQueue } from './media.ts';
import { flattenMembers } from './roster.ts';
import type { State } from './state.ts';

export function createQueue(state: State, context: Context, input: CommandInput<'queue.create'>): Decided {
  if (state.queues.has(input.queueId) || isNameTaken(state.queues.values(), input.queueId, input.name))
    return refuse({ code: 'nameTaken' });
  const unknown = checkSettings(state, input.queueId, input.settings);
  if (unknown) return unknown;
  const affected = flattenMembers(input.settings.members, state.departments);
  return done([{ type: 'queue.created', at: context.now, by: actorId(context), version: 1, ...input, affected }]);
}

/** Takes effect for the next decision; whatever waits or rings is judged again with it [11]. */
export function saveQueue(state: State, context: Context, input: CommandInput<'queue.save'>): Decided {
  const queue = state.queues.get(input.queueId);
  if (!queue) return notFound;
  if (queue.version !== input.version) return refuse({ code: 'versionConflict', currentVersion: queue.version });
  if (mediumOfQueue(queue) !== mediumOfQueue(input)) return refuse({ code: 'wrongMedium' });
  if (isNameTaken(state.queues.values(), queue.id, input.name)) return refuse({ code: 'nameTaken' });
  const unknown = checkSettings(state, input.queueId, input.settings);
  if (unknown) return unknown;
  const affected = difference(
    [...queue.roster.seats.keys()],
    flattenMembers(input.settings.members, state.departments),
  );
  const version = queue.version + 1;
  return done([{ type: 'queue.saved', at: context.now, by: actorId(context), ...input, version, affected }], {
    version,
  });
}

/** What the settings name must be there. */
function checkSettings(state: State, queueId: QueueId, settings: QueueSettings): Decided | undefined {
  return (
    checkMissedCalls(state, queueId, settings) ??
    checkMembers(state, settings) ??
    checkBot(state, settings) ??
    checkNotice(state, settings)
  );
}

/** Members must exist and stand once in the order [12]. */
function checkMembers(state: State, { members }: QueueSettings): Decided | undefined {
  const seen = new Set<AgentId | string>();
  const fields: Record<string, string> = {};
  members.forEach((member, index) => {
    const known =
      member.kind === 'agent' ? state.agents.has(member.agentId) : state.departments.has(member.departmentId);
    const key = `${member.kind} ${member.kind === 'agent' ? member.agentId : member.departmentId}`;
    if (!known) fields[`settings.members.${index}`] = 'unknown';
    else if (seen.has(key)) fields[`settings.members.${index}`] = 'duplicate';
    seen.add(key);
  });
  return Object.keys(fields).length > 0 ? refuse({ code: 'invalid', fields }) : undefined;
}

/** [61] Whom a missed call goes to is there: one of the team, or another call queue. */
function checkMissedCalls(state: State, queueId: QueueId, { call }: QueueSettings): Decided | undefined {
  if (call?.missed.kind === 'forwardToAgent' && !state.agents.has(call.missed.agentId))
    return refuse({ code: 'invalid', fields: { 'settings.call.missed.agentId': 'unknown' } });
  if (call?.missed.kind !== 'overflow') return undefined;
  const to = state.queues.get(call.missed.queueId);
  if (to && to.id !== queueId && mediumOfQueue(to) === 'call') return undefined;
  return refuse({ code: 'invalid', fields: { 'settings.call.missed.queueId': 'unknown' } });
}

/** [48] Who is told of what is overdue is one of the team. */
function checkNotice(state: State, { overdueNotice }: QueueSettings): Decided | undefined {
  if (overdueNotice === null || state.agents.has(overdueNotice.agentId)) return undefined;
  return refuse({ code: 'invalid', fields: { 'settings.overdueNotice.agentId': 'unknown' } });
}

/** [45] The bot that answers first must be there. */
function checkBot(state: State, { botId }: QueueSettings): Decided | undefined {
  if (botId === null || state.bots.has(botId)) return undefined;
  return refuse({ code: 'invalid', fields: { 'settings.botId': 'unknown' } });
}

function isNameTaken(all: Iterable<{ readonly id: string; readonly name: string }>, id: string, name: string): boolean {
  for (const other of all) if (other.id !== id && sameName(other.name, name)) return true;
  return false;
}

/**
 * [7] with channels connected it would accept messages that nobody can answer, and who waits would wait for nobody: both
 * are refused with their numbers until it is said what becomes of them. What agents own stays theirs.
 */
export function setQueueActive(state: State, context: Context, input: CommandInput<'queue.setActive'>): Decided {
  const queue = state.queues.get(input.queueId);
  if (!queue) return notFound;
  if (queue.active === input.active) return done([]);
  const { openTo } = input;
  const channels = input.active ? [] : channelsOf(state, queue.id);
  const waiting = input.active ? [] : [...queue.arrivals];
  if (channels.length > 0 && !input.disconnectChannels)
    return refuse({ code: 'channelsConnected', channelIds: channels.map(({ id }) => id), waiting: waiting.length });
  if (waiting.length > 0 && openTo === undefined) return refuse({ code: 'customersWaiting', waiting: waiting.length });
  const goesTo = typeof openTo === 'string' ? state.queues.get(openTo) : undefined;
  if (typeof openTo === 'string' && (openTo === queue.id || goesTo?.active !== true)) return notFound;
  if (goesTo && mediumOfQueue(goesTo) !== mediumOfQueue(queue)) return refuse({ code: 'wrongMedium' });
  return done([
    ...channels.map((channel) => disconnected(context, channel)),
    ...(typeof openTo === 'string'
      ? waiting.flatMap((one) => movedTo(state, context, one, openTo, { because: 'switchedOff' }))
      : []),
    ...(input.active && input.takeBack === true ? takenBack(state, context, queue.id) : []),
    {
      type: 'queue.activeSet',
      at: context.now,
      by: actorId(context),
      queueId: queue.id,
      active: input.active,
      version: queue.version + 1,
    },
  ]);
}

/** [8] its open interactions go to `openTo`; its channels are disconnected; history stays. */
export function deleteQueue(state: State, context: Context, input: CommandInput<'queue.delete'>): Decided {
  const queue = state.queues.get(input.queueId);
  if (!queue) return notFound;
  const interactions = [...queue.interactionIds].flatMap((id) => state.interactions.get(id) ?? []);
  const open = interactions.filter((interaction) => interaction.state !== 'closed').length;
  if (input.openTo === null && open > 0) return refuse({ code: 'queueNotEmpty', open });
  const goesTo = input.openTo === null ? undefined : state.queues.get(input.openTo);
  if (input.openTo !== null && (input.openTo === queue.id || !goesTo)) return notFound;
  if (goesTo && mediumOfQueue(goesTo) !== mediumOfQueue(queue)) return refuse({ code: 'wrongMedium' });
  const events: Event[] = [];
  for (const interaction of interactions) {
    const { id: interactionId, lastOwnerId } = interaction;
    if (input.openTo !== null) events.push(...movedTo(state, context, interaction, input.openTo));
    else
      events.push(...endAll(state, context, interaction, 'settingsChanged'), {
        type: 'interaction.archived',
        at: context.now,
        interactionId,
        queueId: queue.id,
        ...(lastOwnerId !== undefined && { lastOwnerId }),
      });
  }
  events.push(...channelsOf(state, queue.id).map((channel) => disconnected(context, channel)));
  events.push({
    type: 'queue.deleted',
    at: context.now,
    by: actorId(context),
    queueId: queue.id,
    affected: [...queue.roster.seats.keys()],
  });
  return done(events);
}

/** Its owner, state and age are kept; whatever rings for it stops. */
function movedTo(
  state: State,
  context: Context,
  interaction: InteractionRecord,
  queueId: QueueId,
  why: { readonly because?: 'switchedOff' } = {},
): Event[] {
  const { id: interactionId, queueId: fromQueueId } = interaction;
  return [
    ...endAll(state, context, interaction, 'settingsChanged'),
    { type: 'interaction.moved', at: context.now, interactionId, fromQueueId, queueId, ...why },
  ];
}

/** [7] The undo of switching it off: who was moved and has met nobody since. Whom an agent has by now stays with them. */
function takenBack(state: State, context: Context, queueId: QueueId): Event[] {
  const waiting = [...state.queues.values()].flatMap(({ arrivals }) => [...arrivals]);
  return waiting
    .filter(({ movedFrom }) => movedFrom === queueId)
    .flatMap((interaction) => movedTo(state, context, interaction, queueId));
}

function channelsOf(state: State, queueId: QueueId): Channel[] {
  return [...state.channels.values()].filter((channel) => channel.queueId === queueId);
}

function disconnected(context: Context, { id: channelId, name, version, ...config }: Channel): Event {
  return {
    type: 'channel.saved',
    at: context.now,
    by: actorId(context),
    channelId,
    version: version + 1,
    name,
    ...config,
    queueId: null,
  };
}

export function createChannel(state: State, context: Context, input: CommandInput<'channel.create'>): Decided {
  if (state.channels.has(input.channelId) || isNameTaken(state.channels.values(), input.channelId, input.name))
    return refuse({ code: 'nameTaken' });
  const refused = checkConnection(state, input.queueId, input.kind);
  if (refused) return refused;
  return done([{ type: 'channel.created', at: context.now, by: actorId(context), version: 1, ...input }]);
}

export function saveChannel(state: State, context: Context, input: CommandInput<'channel.save'>): Decided {
  const channel = state.channels.get(input.channelId);
  if (!channel) return notFound;
  if (channel.kind !== input.kind) return refuse({ code: 'invalid', fields: { kind: 'cannot-change' } });
  const refused = input.queueId === null ? undefined : checkConnection(state, input.queueId, input.kind);
  if (refused) return refused;
  if (channel.version !== input.version) return refuse({ code: 'versionConflict', currentVersion: channel.version });
  if (isNameTaken(state.channels.values(), channel.id, input.name)) return refuse({ code: 'nameTaken' });
  const version = channel.version + 1;
  return done([{ type: 'channel.saved', at: context.now, by: actorId(context), ...input, version }], { version });
}

export function deleteChannel(state: State, context: Context, channelId: Channel['id']): Decided {
  if (!state.channels.has(channelId)) return notFound;
  return done([{ type: 'channel.deleted', at: context.now, by: actorId(context), channelId }]);
}

/** The queue is there, and serves what comes through such a channel [3]. */
function checkConnection(state: State, queueId: QueueId, kind: Channel['kind']): Decided | undefined {
  const queue = state.queues.get(queueId);
  if (!queue) return notFound;
  return mediumOf(kind) === mediumOfQueue(queue) ? undefined : refuse({ code: 'wrongMedium' });
}
