import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';

import { AgentId } from '@ringdesk/shared/model/ids.ts';
import { SavedView } from '@ringdesk/shared/model/report.ts';

import type { SavedViewRow, SavedViewTable } from '../application/ports/tables.ts';
import { guardedWriteAsync } from './guardedWrite.ts';
import type { Tables } from './tables.ts';

const Stored = SavedView.omit({ mine: true }).extend({ agentId: AgentId });
const Json = z.string().transform((text): unknown => JSON.parse(text));

/** Undefined for one that a release before wrote in a form this one does not know. */
function viewOf(row: Selectable<Tables['saved_views']>): SavedViewRow | undefined {
  const { id, name, agent_id: agentId } = row;
  const [filter, sort] = [Json.parse(row.filter), Json.parse(row.sort)];
  const view = Stored.safeParse({ id, name, agentId, filter, sort, shared: row.shared === 1 });
  return view.success ? view.data : undefined;
}

/** Filters of the list of conversations, kept under a name [49]. */
export function savedViewTable(tables: Kysely<Tables>): SavedViewTable {
  return {
    async list(agentId) {
      const rows = await tables
        .selectFrom('saved_views')
        .selectAll()
        .where((row) => row.or([row('agent_id', '=', agentId), row('shared', '=', 1)]))
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.flatMap((row) => viewOf(row) ?? []);
    },
    async byId(id) {
      const row = await tables.selectFrom('saved_views').selectAll().where('id', '=', id).executeTakeFirst();
      return row && viewOf(row);
    },
    async countOf(agentId) {
      const rows = await tables.selectFrom('saved_views').select('id').where('agent_id', '=', agentId).execute();
      return rows.length;
    },
    async save({ id, agentId, name, shared, filter, sort }) {
      const values = {
        agent_id: agentId,
        name,
        shared: Number(shared),
        filter: JSON.stringify(filter),
        sort: JSON.stringify(sort),
      };
      await guardedWriteAsync(() =>
        tables
          .insertInto('saved_views')
          .values({ id, ...values })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
          .execute(),
      );
    },
    async delete(id) {
      const removed = await guardedWriteAsync(() =>
        tables.deleteFrom('saved_views').where('id', '=', id).returning('id').executeTakeFirst(),
      );
      return removed !== undefined;
    },
  };
}
