import { type ChannelConfig, defaultLiveChatSettings } from '@ringdesk/shared/model/channel.ts';
import type { AgentId, DepartmentId } from '@ringdesk/shared/model/ids.ts';
import { type QueueSettings, defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import { DISCONNECT_GRACE } from './deadlines.ts';
import type { CenterEvent } from './centerEvents.ts';
import { evolveNotices } from './evolveNotices.ts';
import { channelHours, turnAt, type HoursTurn } from './hours.ts';
import { changeAgent, configOf, configureQueue, removeQueue, turnChannel, turnQueue } from './indexing.ts';
import type { AgentRecord } from './records.ts';
import type { QueueRecord, State } from './state.ts';

/** The kind of a channel with its settings; a log of an earlier release knows only website chats, and not every setting. */
function completeConfig(config: Partial<Pick<ChannelConfig, 'kind'>> & Pick<ChannelConfig, 'settings'>): ChannelConfig {
  const { kind = 'liveChat', settings } = config;
  const complete = kind === 'liveChat' ? { ...defaultLiveChatSettings, ...settings } : settings;
  // The log was written by the rules: kind and settings belong together.
  return { kind, settings: complete } as ChannelConfig;
}

/** The memory of settings, people and presence. */
export function evolveCenter(state: State, event: CenterEvent): void {
  switch (event.type) {
    case 'center.named':
      state.centerName = event.name;
      return;
    case 'server.started':
      for (const agent of state.agents.values()) if (agent.online) lose(state, agent, event.at);
      for (const agent of state.agents.values()) losePhones(state, agent, event.at);
      for (const interaction of state.interactions.values())
        if (interaction.customerOnline === true) interaction.customerOnline = false;
      // Folding the log made every queue anew; no settings have changed by it.
      state.work.rules.clear();
      return;
    case 'telephony.configured':
      state.telephony = { settings: event.settings, trunks: event.trunks };
      return;
    case 'reasons.saved':
      state.reasons = event.reasons;
      state.idleRule = event.idle;
      return;
    case 'channel.created':
    case 'channel.saved': {
      const { channelId: id, name, queueId, version } = event;
      state.channels.set(id, { id, name, queueId, version, ...completeConfig(event) });
      const hours = channelHours(state, id);
      turnChannel(state, id, hours === null ? undefined : turnAt(hours, event.at, state.channelHours.get(id)));
      return;
    }
    case 'channel.deleted':
      state.channels.delete(event.channelId);
      turnChannel(state, event.channelId, undefined);
      return;
    case 'bot.saved': {
      const { botId: id, name, version, settings } = event;
      state.bots.set(id, { id, name, version, settings });
      return;
    }
    case 'bot.deleted':
      state.bots.delete(event.botId);
      return;
    case 'channel.hoursTurned':
      turnChannel(state, event.channelId, turned(event, state.channelHours.get(event.channelId)));
      return;
    case 'customer.consented':
      return; // The tables keep it.
    case 'notice.given':
    case 'notice.seen':
      evolveNotices(state, event);
      return;
    case 'department.saved':
      state.departments.set(event.department.id, event.department);
      reconfigureWith(state, event.department.id);
      return;
    case 'department.deleted':
      state.departments.delete(event.departmentId);
      for (const queue of queuesWith(state, event.departmentId)) {
        const members = queue.settings.members.filter(
          (m) => m.kind !== 'department' || m.departmentId !== event.departmentId,
        );
        configureQueue(state, { ...configOf(queue), settings: { ...queue.settings, members } });
      }
      return;
    case 'queue.created':
    case 'queue.saved':
    case 'queue.activeSet':
    case 'queue.hoursTurned':
    case 'queue.deleted':
      evolveQueue(state, event);
      return;
    default:
      evolveAgent(state, event);
  }
}

function evolveQueue(state: State, event: Extract<CenterEvent, { type: `queue.${string}` }>): void {
  switch (event.type) {
    case 'queue.created':
    case 'queue.saved': {
      const { queueId: id, name, language, version, settings } = event;
      const before = state.queues.get(id);
      // A log of an earlier release does not know every setting.
      const { workingHours, consent } = { ...defaultQueueSettings, ...settings };
      const hours = turnAt(workingHours, event.at, before?.hours);
      const consentVersion = consentVersionAfter(before, consent);
      const active = before?.active ?? true;
      configureQueue(state, { id, name, language, version, settings, active, hours, consentVersion });
      return;
    }
    case 'queue.hoursTurned': {
      const queue = known(state.queues, event.queueId);
      turnQueue(state, queue, turned(event, queue.hours));
      return;
    }
    case 'queue.activeSet': {
      const queue = known(state.queues, event.queueId);
      configureQueue(state, { ...configOf(queue), active: event.active, version: event.version });
      return;
    }
    case 'queue.deleted':
      removeQueue(state, known(state.queues, event.queueId));
      for (const agent of state.agents.values()) {
        if (agent.supervises.includes(event.queueId))
          agent.supervises = agent.supervises.filter((id) => id !== event.queueId);
      }
  }
}

/** How hours stand after they turned, or were found to stand as before. */
function turned(
  event: Extract<CenterEvent, { type: `${string}.hoursTurned` }>,
  before: HoursTurn | undefined,
): HoursTurn {
  const { open, nextChangeAt, at } = event;
  return {
    open,
    since: before?.open === open ? before.since : at,
    ...(nextChangeAt !== undefined && { nextChangeAt }),
  };
}

/** [32] A statement with another text or address is another version: who accepted the old one is asked again. */
function consentVersionAfter(before: QueueRecord | undefined, consent: QueueSettings['consent']): number {
  const { consentVersion = 0, settings } = before ?? {};
  const same = settings?.consent?.text === consent?.text && settings?.consent?.url === consent?.url;
  return consent === null || same ? consentVersion : consentVersion + 1;
}

function evolveAgent(state: State, event: Extract<CenterEvent, { type: `agent.${string}` }>): void {
  if (event.type === 'agent.added') {
    state.agents.set(event.agent.id, newAgent(event));
    for (const id of event.departmentIds) {
      const department = state.departments.get(id);
      if (!department || department.agentIds.includes(event.agent.id)) continue;
      state.departments.set(id, { ...department, agentIds: [...department.agentIds, event.agent.id] });
      reconfigureWith(state, id);
    }
    return;
  }
  const agent = known(state.agents, event.agentId);
  if (event.type === 'agent.disconnected') lose(state, agent, event.at);
  else changeAgent(state, agent, () => applyToAgent(agent, event));
}

function applyToAgent(
  agent: AgentRecord,
  event: Exclude<Extract<CenterEvent, { type: `agent.${string}`; agentId: AgentId }>, { type: 'agent.disconnected' }>,
): void {
  switch (event.type) {
    case 'agent.saved':
      agent.name = event.name;
      agent.role = event.role;
      agent.supervises = event.supervises;
      agent.absent = event.absent;
      if (event.offerTimeFactor !== undefined)
        agent.offerTimeFactor = event.offerTimeFactor === 1 ? undefined : event.offerTimeFactor;
      return;
    case 'agent.profileSaved':
      agent.name = event.name;
      agent.language = event.language;
      agent.pictureId = event.pictureId ?? undefined;
      return;
    case 'agent.dismissed':
      agent.dismissed = true;
      return;
    case 'agent.reinstated':
      agent.dismissed = false;
      agent.missedInARow = 0;
      return;
    case 'agent.connected':
      agent.online = true;
      agent.disconnectedAt = undefined;
      agent.graceUntil = undefined;
      return;
    case 'agent.graceEnded':
      agent.graceUntil = undefined;
      return;
    case 'agent.presenceSet':
      agent.presence = event.presence;
      agent.missedInARow = 0;
      return;
    case 'agent.phoneSet':
      agent.phone = event.phone;
      agent.microphoneBlocked = event.microphoneBlocked;
      return;
    case 'agent.callWaitingSet':
      agent.callWaiting = event.callWaiting;
      return;
    case 'agent.receivesSet':
      agent.receives = event.receives === 'both' ? undefined : event.receives;
      // Who receives everything has nothing to be told.
      agent.receivesSetBy = event.receives === 'both' ? undefined : event.setBy;
      return;
    case 'agent.shiftSet':
      agent.shiftOpen = event.open;
  }
}

/** The last socket went; for the grace time [78] what rings there rings on, and whose customers write is not told of it. */
function lose(state: State, agent: AgentRecord, at: number): void {
  changeAgent(state, agent, () => {
    agent.online = false;
    agent.disconnectedAt = at;
    agent.graceUntil = agent.offerIds.size + agent.owned.size > 0 ? at + DISCONNECT_GRACE : undefined;
  });
}

/** No phone is registered any more. */
function losePhones(state: State, agent: AgentRecord, at: number): void {
  if (agent.phone === undefined || agent.phone.state === 'off') return;
  changeAgent(state, agent, () => {
    agent.phone = { state: 'off', since: at, devices: [] };
  });
}

function newAgent(event: Extract<CenterEvent, { type: 'agent.added' }>): AgentRecord {
  return {
    ...event.agent,
    supervises: [],
    presence: { state: 'available', since: event.at },
    online: false,
    shiftOpen: false,
    absent: false,
    dismissed: false,
    missedInARow: 0,
    load: 0,
    counted: { answered: 0, waitingForCustomer: 0, closed: 0 },
    calls: { ringing: 0, talking: 0, wrapUp: 0 },
    memberOf: new Set(),
    offerIds: new Set(),
    owned: new Set(),
    concerns: new Set(),
  };
}

export function queuesWith(state: State, departmentId: DepartmentId): QueueRecord[] {
  return [...state.queues.values()].filter((queue) =>
    queue.settings.members.some((member) => member.kind === 'department' && member.departmentId === departmentId),
  );
}

function reconfigureWith(state: State, departmentId: DepartmentId): void {
  for (const queue of queuesWith(state, departmentId)) configureQueue(state, configOf(queue));
}

/** The entry an event speaks of; the log never names what it has not made. */
export function known<K extends string, V>(map: ReadonlyMap<K, V>, id: K): V {
  const value = map.get(id);
  if (value === undefined) throw new Error(`the log speaks of ${id}, which the state does not have`);
  return value;
}
