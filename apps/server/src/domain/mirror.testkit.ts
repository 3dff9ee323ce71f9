import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { Snapshot, Update } from '@ringdesk/shared/protocol/updates.ts';
import { afterLine } from '@ringdesk/shared/rules/afterLine.ts';
import type { Event } from './events.ts';
import type { State } from './state.ts';
import { changesOf, updatesFor } from './updates.ts';
import { snapshotFor } from './snapshot.ts';

/** JSON with the keys of every object in one order: equal for equal values. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** Where two strings part, with what stands around it. */
export function firstDifference(was: string, is: string): string {
  let at = 0;
  while (was[at] === is[at]) at += 1;
  return `  ${was.slice(Math.max(0, at - 120), at + 120)}\n  ${is.slice(Math.max(0, at - 120), at + 120)}`;
}

function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** A screen: the first snapshot and every update since. */
export class Mirror {
  readonly agentId: AgentId;
  /** The first update that the contract does not know. */
  problem: string | undefined;
  #snapshot: Snapshot;

  constructor(id: AgentId, state: State) {
    this.agentId = id;
    this.#snapshot = copyOf(snapshotFor(state, id));
  }

  follow(events: readonly Event[], after: State): void {
    const known = (id: InteractionId): boolean =>
      this.#snapshot.interactions.some((interaction) => interaction.id === id);
    for (const update of updatesFor(after, this.agentId, changesOf(events, after), known)) {
      this.problem ??= Update.safeParse(update).error?.message;
      if (update.kind === 'resync') this.#snapshot = copyOf(snapshotFor(after, this.agentId));
      else applyUpdate(this.#snapshot, copyOf(update));
    }
  }

  /** Where the folded screen and a fresh one differ. */
  difference(state: State): string | undefined {
    const parsed = Snapshot.safeParse(snapshotFor(state, this.agentId));
    if (this.problem !== undefined) return `was sent what breaks the contract: ${this.problem}`;
    if (!parsed.success) return `breaks the contract: ${parsed.error.message}`;
    const [folded, fresh] = [inOrder(this.#snapshot), inOrder(snapshotFor(state, this.agentId))];
    for (const key of Object.keys(fresh) as (keyof Snapshot)[]) {
      const [was, is] = [canonical(folded[key]), canonical(fresh[key])];
      if (was !== is) return `${key}\n${firstDifference(was, is)}`;
    }
    return undefined;
  }
}

function inOrder(snapshot: Snapshot): Snapshot {
  const sorted = <T extends { id: string }>(items: readonly T[]): T[] =>
    items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.parse(
    JSON.stringify({
      ...snapshot,
      agents: sorted(snapshot.agents),
      departments: sorted(snapshot.departments),
      queues: sorted(snapshot.queues),
      channels: sorted(snapshot.channels),
      bots: sorted(snapshot.bots),
      notices: sorted(snapshot.notices),
      interactions: sorted(snapshot.interactions),
      offers: sorted(snapshot.offers),
    }),
  ) as Snapshot;
}

function applyUpdate(snapshot: Snapshot, update: Update): void {
  const put = <T extends { id: string }>(items: T[], item: T): void => {
    const index = items.findIndex(({ id }) => id === item.id);
    if (index < 0) items.push(item);
    else items[index] = item;
  };
  const change = <T extends { id: string }>(items: T[], id: string, fields: Partial<T>): void => {
    const item = items.find((each) => each.id === id);
    if (item !== undefined) Object.assign(item, fields);
  };
  const drop = (items: { id: string }[], gone: string): void => {
    const index = items.findIndex(({ id }) => id === gone);
    if (index >= 0) items.splice(index, 1);
  };
  switch (update.kind) {
    case 'agent.put':
      return put(snapshot.agents, update.agent);
    case 'agent.load':
      return change(snapshot.agents, update.agentId, { chatLoad: update.chatLoad });
    case 'own.counted':
      if (update.counted) snapshot.counted = update.counted;
      else delete snapshot.counted;
      return;
    case 'agent.gone':
      return drop(snapshot.agents, update.agentId);
    case 'department.put':
      return put(snapshot.departments, update.department);
    case 'department.gone':
      return drop(snapshot.departments, update.departmentId);
    case 'reasons.put':
      snapshot.reasons = update.reasons;
      if (update.idle) snapshot.idle = update.idle;
      else delete snapshot.idle;
      return;
    case 'queue.put':
      return put(snapshot.queues, update.queue);
    case 'queue.waiting':
      return change(snapshot.queues, update.queueId, {
        waiting: update.waiting,
        oldestWaitingSince: update.oldestWaitingSince,
      });
    case 'queue.gone':
      return drop(snapshot.queues, update.queueId);
    case 'channel.put':
      return put(snapshot.channels, update.channel);
    case 'channel.gone':
      return drop(snapshot.channels, update.channelId);
    case 'bot.put':
      return put(snapshot.bots, update.bot);
    case 'notice.put':
      return put(snapshot.notices, update.notice);
    case 'notice.gone':
      return drop(snapshot.notices, update.noticeId);
    case 'bot.gone':
      return drop(snapshot.bots, update.botId);
    case 'interaction.put':
      return put(snapshot.interactions, update.interaction);
    case 'customer.online':
      return change(snapshot.interactions, update.interactionId, { customerOnline: update.online });
    case 'interaction.gone':
      return drop(snapshot.interactions, update.interactionId);
    case 'offer.put':
      return put(snapshot.offers, update.offer);
    case 'offer.gone':
      return drop(snapshot.offers, update.offerId);
    case 'transcript.line': {
      const before = snapshot.interactions.find(({ id }) => id === update.line.interactionId);
      return before === undefined ? undefined : put(snapshot.interactions, afterLine(before, update.line));
    }
    case 'resync':
  }
}
