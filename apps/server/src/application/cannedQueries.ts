import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { CannedResponse, CannedScope } from '@ringdesk/shared/model/cannedResponse.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';

import { sightOf, steers } from '../domain/sight.ts';
import type { DeskEngine } from './deskEngine.ts';
import type { EventLog } from './ports/journal.ts';
import type { CannedList, CannedRow } from './ports/tables.ts';
import type { QueriesParts, QueryHandlers } from './queryParts.ts';

type Name = 'canned.list' | 'canned.save' | 'canned.delete' | 'canned.used' | 'canned.import';

/**
 * Canned responses [41]. Everybody uses the center's, those of the queues they serve or steer, and their own; supervisors
 * and admins edit the center's and their queues', everybody their own. What another person keeps does not exist for them.
 */
export function cannedQueries(parts: QueriesParts): QueryHandlers<Name> {
  const { engine, store, audit, now, newId } = parts;
  /** What a person prepares for themselves is nobody's business. */
  const logEdit = async (list: CannedList, act: string, subject: string | null, by: AgentId): Promise<void> => {
    if (list.kind !== 'personal') await audit({ by, act, subject, details: null }, now());
  };
  return {
    async 'canned.list'(_input, { agentId }) {
      const rows = await store.canned.list(listsOf(engine, agentId));
      return ok({ responses: rows.map(responseOf) });
    },

    async 'canned.save'({ scope, ...response }, { agentId }) {
      const list = listOf(scope, agentId);
      const before = await store.canned.byId(response.id);
      const refused = refusalToEdit(engine, agentId, list) ?? (before && refusalToEdit(engine, agentId, before.list));
      if (refused !== undefined) return refuse(refused);
      const saved = await store.canned.save({ ...response, list });
      if (!saved.ok) return refuse({ code: 'nameTaken' });
      await logEdit(list, 'canned.saved', response.id, agentId);
      return ok({});
    },

    async 'canned.delete'({ id }, { agentId }) {
      const before = await store.canned.byId(id);
      if (before === undefined) return refuse({ code: 'notFound' });
      const refused = refusalToEdit(engine, agentId, before.list);
      if (refused !== undefined) return refuse(refused);
      if (!(await store.canned.delete(id))) return refuse({ code: 'notFound' });
      await logEdit(before.list, 'canned.deleted', id, agentId);
      return ok({});
    },

    async 'canned.used'({ id }, { agentId }) {
      const response = await store.canned.byId(id);
      const seen = listsOf(engine, agentId);
      if (response === undefined || !seen.some((list) => isSame(list, response.list)))
        return refuse({ code: 'notFound' });
      await store.canned.used(id);
      return ok({});
    },

    async 'canned.import'({ scope, responses }, { agentId }) {
      const list = listOf(scope, agentId);
      const refused = refusalToEdit(engine, agentId, list);
      if (refused !== undefined) return refuse(refused);
      const counts = await store.canned.import(list, responses, newId);
      await logEdit(list, 'canned.imported', list.kind === 'queue' ? list.queueId : null, agentId);
      return ok(counts);
    },
  };
}

/** The lists of a queue go with it [8]: at once, and at the start what was left behind. */
export function forgetCannedOfQueues({ engine, store }: Pick<QueriesParts, 'engine' | 'store'>, log: EventLog): void {
  const forget = (): void => {
    const queueIds = engine.read((state) => [...state.queues.keys()]);
    store.canned
      .forgetOtherQueues(queueIds)
      .catch((error: unknown) => log.warn({ err: error }, 'canned responses of a deleted queue are still kept'));
  };
  engine.onCommitted(({ events }) => {
    if (events.some(({ type }) => type === 'queue.deleted')) forget();
  });
  forget();
}

function listOf(scope: CannedScope, agentId: AgentId): CannedList {
  return scope.kind === 'personal' ? { kind: 'personal', agentId } : scope;
}

function responseOf({ list, ...response }: CannedRow): CannedResponse {
  return { ...response, scope: list.kind === 'personal' ? { kind: 'personal' } : list };
}

function isSame(one: CannedList, other: CannedList): boolean {
  if (one.kind === 'queue') return other.kind === 'queue' && one.queueId === other.queueId;
  if (one.kind === 'personal') return other.kind === 'personal' && one.agentId === other.agentId;
  return other.kind === 'center';
}

function listsOf(engine: DeskEngine, agentId: AgentId): readonly CannedList[] {
  const queueIds = engine.read((state) => [...sightOf(state, agentId)]);
  return [
    { kind: 'center' },
    ...queueIds.map((queueId) => ({ kind: 'queue', queueId }) as const),
    { kind: 'personal', agentId },
  ];
}

function refusalToEdit(engine: DeskEngine, agentId: AgentId, list: CannedList): Refusal | undefined {
  return engine.read((state): Refusal | undefined => {
    const agent = state.agents.get(agentId);
    if (agent === undefined) return { code: 'signedOut' };
    if (list.kind === 'personal') return list.agentId === agentId ? undefined : { code: 'notFound' };
    if (list.kind === 'center') return agent.role === 'agent' ? { code: 'notAllowed' } : undefined;
    if (!state.queues.has(list.queueId)) return { code: 'notFound' };
    return steers(agent, list.queueId) ? undefined : { code: 'notAllowed' };
  });
}
