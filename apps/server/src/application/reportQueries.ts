import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';

import type { DeskEngine } from './deskEngine.ts';
import type { SavedViewRow } from './ports/tables.ts';
import { type QueriesParts, type QueryHandlers, sightFor } from './queryParts.ts';

type Name = 'conversations.report' | 'savedViews.list' | 'savedViews.save' | 'savedViews.delete';

/** Saved views of one person; more is a mistake. */
const MOST_VIEWS = 100;

/**
 * The list of conversations with its response times [10, 49]: agents see theirs, supervisors those of their queues, admins
 * all. Views are one's own; those of supervisors and admins may be for everybody.
 */
export function reportQueries({ engine, store }: QueriesParts): QueryHandlers<Name> {
  return {
    async 'conversations.report'({ filter, sort, cursor, limit }, { agentId }) {
      const { items, next, totals } = await store.report.page({
        filter,
        sort,
        sight: sightFor(engine, agentId),
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      return ok({ interactions: [...items], totals, ...(next === undefined ? {} : { next }) });
    },

    async 'savedViews.list'(_input, { agentId }) {
      const views = await store.savedViews.list(agentId);
      return ok({ views: views.map(({ agentId: by, ...view }) => ({ ...view, mine: by === agentId })) });
    },

    async 'savedViews.save'(view, { agentId }) {
      const before = await store.savedViews.byId(view.id);
      if (before !== undefined && !mayChange(engine, agentId, before))
        return refuse({ code: before.shared ? 'notAllowed' : 'notFound' });
      if (view.shared && roleOf(engine, agentId) === 'agent') return refuse({ code: 'notAllowed' });
      if (before === undefined && (await store.savedViews.countOf(agentId)) >= MOST_VIEWS)
        return refuse({ code: 'atLimit', limit: MOST_VIEWS });
      await store.savedViews.save({ ...view, agentId: before?.agentId ?? agentId });
      return ok({});
    },

    async 'savedViews.delete'({ id }, { agentId }) {
      const view = await store.savedViews.byId(id);
      if (view === undefined || (!view.shared && view.agentId !== agentId)) return refuse({ code: 'notFound' });
      if (!mayChange(engine, agentId, view)) return refuse({ code: 'notAllowed' });
      await store.savedViews.delete(id);
      return ok({});
    },
  };
}

const roleOf = (engine: DeskEngine, agentId: AgentId) => engine.read((state) => state.agents.get(agentId)?.role);

function mayChange(engine: DeskEngine, agentId: AgentId, view: SavedViewRow): boolean {
  return view.agentId === agentId || (view.shared && roleOf(engine, agentId) === 'admin');
}
