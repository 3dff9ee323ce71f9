import { type Kysely, type Selectable, sql, type SqlBool } from 'kysely';

import { AgentId, QueueId } from '@ringdesk/shared/model/ids.ts';
import { CannedResponse, type ImportedResponse } from '@ringdesk/shared/model/cannedResponse.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';

import type { CannedList, CannedResponseTable, CannedRow } from '../application/ports/tables.ts';
import { isTaken } from './accounts.ts';
import { guardedWriteAsync } from './guardedWrite.ts';
import type { Tables } from './tables.ts';

function keyOf(list: CannedList): string {
  if (list.kind === 'center') return 'center';
  return list.kind === 'queue' ? `queue:${list.queueId}` : `agent:${list.agentId}`;
}

function listOf(key: string): CannedList {
  const [kind, id = ''] = key.split(':', 2);
  if (kind === 'queue') return { kind, queueId: QueueId.parse(id) };
  return kind === 'agent' ? { kind: 'personal', agentId: AgentId.parse(id) } : { kind: 'center' };
}

const Stored = CannedResponse.omit({ scope: true });

function rowOf({ scope, ...row }: Selectable<Tables['canned_responses']>): CannedRow {
  return { ...Stored.parse(row), list: listOf(scope) };
}

/** Prepared texts [41]; a shortcut is unique in its list. */
export function cannedResponseTable(tables: Kysely<Tables>): CannedResponseTable {
  return {
    async list(lists) {
      const rows = await tables
        .selectFrom('canned_responses')
        .selectAll()
        .where('scope', 'in', lists.map(keyOf))
        .orderBy('shortcut')
        .execute();
      return rows.map(rowOf);
    },
    async byId(id) {
      const row = await tables.selectFrom('canned_responses').selectAll().where('id', '=', id).executeTakeFirst();
      return row && rowOf(row);
    },
    async save({ id, list, folder, shortcut, text }) {
      const same = sameShortcut(await this.list([list]), shortcut);
      if (same !== undefined && same.id !== id) return refuse('nameTaken' as const);
      const values = { scope: keyOf(list), folder, shortcut, text };
      try {
        await guardedWriteAsync(() =>
          tables
            .insertInto('canned_responses')
            .values({ id, ...values })
            .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
            .execute(),
        );
        return ok(undefined);
      } catch (error) {
        if (isTaken(error)) return refuse('nameTaken' as const);
        throw error;
      }
    },
    async delete(id) {
      const removed = await guardedWriteAsync(() =>
        tables.deleteFrom('canned_responses').where('id', '=', id).returning('id').executeTakeFirst(),
      );
      return removed !== undefined;
    },
    async forgetOtherQueues(queueIds) {
      const kept = queueIds.map((queueId) => keyOf({ kind: 'queue', queueId }));
      await guardedWriteAsync(() =>
        tables
          .deleteFrom('canned_responses')
          .where('scope', 'like', 'queue:%')
          .where(sql<SqlBool>`scope NOT IN (SELECT value FROM json_each(${JSON.stringify(kept)}))`)
          .execute(),
      );
    },
    async used(id) {
      await guardedWriteAsync(() =>
        tables
          .updateTable('canned_responses')
          .set((row) => ({ uses: row('uses', '+', 1) }))
          .where('id', '=', id)
          .execute(),
      );
    },
    async import(list, responses, newId) {
      const before = await this.list([list]);
      const wanted = lastOfEach(responses);
      const replaced = wanted.filter(({ shortcut }) => sameShortcut(before, shortcut) !== undefined).length;
      // One statement: all of it is kept, or nothing.
      await guardedWriteAsync(() =>
        tables
          .insertInto('canned_responses')
          .values(
            wanted.map((response) => ({
              ...response,
              // What is replaced keeps its spelling.
              shortcut: sameShortcut(before, response.shortcut)?.shortcut ?? response.shortcut,
              id: newId(),
              scope: keyOf(list),
            })),
          )
          .onConflict((conflict) =>
            conflict
              .columns(['scope', 'shortcut'])
              .doUpdateSet((row) => ({ folder: row.ref('excluded.folder'), text: row.ref('excluded.text') })),
          )
          .execute(),
      );
      return { added: wanted.length - replaced, replaced };
    },
  };
}

/** People type a shortcut in any case: `OK` is `ok`. */
const keyOfShortcut = (shortcut: string): string => shortcut.normalize('NFKC').toLowerCase();

/** The one of that very spelling, else of another one. */
function sameShortcut(rows: readonly CannedRow[], shortcut: string): CannedRow | undefined {
  const exact = rows.find((row) => row.shortcut === shortcut);
  return exact ?? rows.find((row) => keyOfShortcut(row.shortcut) === keyOfShortcut(shortcut));
}

/** A file that names a shortcut twice means the later one. */
function lastOfEach(responses: readonly ImportedResponse[]): readonly ImportedResponse[] {
  return [...new Map(responses.map((response) => [keyOfShortcut(response.shortcut), response])).values()];
}
