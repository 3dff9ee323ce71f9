import type { Kysely, Selectable } from 'kysely';

import { AgentId } from '@ringdesk/shared/model/ids.ts';
import { ok, refuse } from '@ringdesk/shared/result.ts';

import type { Account, AccountTable } from '../application/ports/tables.ts';
import { sqliteCode } from './database.ts';
import { guardedWriteAsync } from './guardedWrite.ts';
import type { Tables } from './tables.ts';

function accountOf(row: Selectable<Tables['accounts']>): Account {
  return {
    agentId: AgentId.parse(row.agent_id),
    email: row.email,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
    passwordChangedAt: row.password_changed_at,
  };
}

/** Whether a write failed because the value is already there. */
export function isTaken(error: unknown): boolean {
  return sqliteCode(error) === 'SQLITE_CONSTRAINT_UNIQUE';
}

/** Sign-ins. The hash is made and compared by the application. */
export function accountTable(tables: Kysely<Tables>): AccountTable {
  return {
    async count() {
      const { count } = await tables
        .selectFrom('accounts')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
    async create({ agentId, email, passwordHash, createdAt }) {
      try {
        await guardedWriteAsync(() =>
          tables
            .insertInto('accounts')
            .values({
              agent_id: agentId,
              email,
              password_hash: passwordHash,
              created_at: createdAt,
              password_changed_at: createdAt,
            })
            .execute(),
        );
        return ok(undefined);
      } catch (error) {
        if (isTaken(error)) return refuse('emailTaken' as const);
        throw error;
      }
    },
    async delete(agentId) {
      await guardedWriteAsync(() => tables.deleteFrom('accounts').where('agent_id', '=', agentId).execute());
    },
    async byEmail(email) {
      const row = await tables.selectFrom('accounts').selectAll().where('email', '=', email).executeTakeFirst();
      return row === undefined ? undefined : accountOf(row);
    },
    async byAgent(agentId) {
      const row = await tables.selectFrom('accounts').selectAll().where('agent_id', '=', agentId).executeTakeFirst();
      return row === undefined ? undefined : accountOf(row);
    },
    async setPassword(agentId, passwordHash, at) {
      await guardedWriteAsync(() =>
        tables
          .updateTable('accounts')
          .set({ password_hash: passwordHash, password_changed_at: at })
          .where('agent_id', '=', agentId)
          .execute(),
      );
    },
  };
}
