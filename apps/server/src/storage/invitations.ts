import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';

import { Role } from '@ringdesk/shared/model/agent.ts';
import { AgentId, DepartmentId, InvitationId } from '@ringdesk/shared/model/ids.ts';

import type { InvitationRow, InvitationTable, ResetLinkTable } from '../application/ports/tables.ts';
import { guardedWriteAsync } from './guardedWrite.ts';
import type { Tables } from './tables.ts';

const DepartmentIds = z.array(DepartmentId);

function invitationOf(row: Selectable<Tables['invitations']>): InvitationRow {
  return {
    id: InvitationId.parse(row.id),
    email: row.email,
    name: row.name,
    role: Role.parse(row.role),
    departmentIds: DepartmentIds.parse(JSON.parse(row.department_ids)),
    secretHash: row.secret_hash,
    createdBy: AgentId.parse(row.created_by),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

/** Invitations not yet used. Taking one deletes it, so of two callers one gets it. */
export function invitationTable(tables: Kysely<Tables>): InvitationTable {
  const remove = async (id: InvitationId): Promise<boolean> => {
    const removed = await guardedWriteAsync(() =>
      tables.deleteFrom('invitations').where('id', '=', id).returning('id').executeTakeFirst(),
    );
    return removed !== undefined;
  };
  const insert = async (invitation: InvitationRow): Promise<void> => {
    await guardedWriteAsync(() =>
      tables
        .insertInto('invitations')
        .values({
          id: invitation.id,
          email: invitation.email,
          name: invitation.name,
          role: invitation.role,
          department_ids: JSON.stringify(invitation.departmentIds),
          secret_hash: invitation.secretHash,
          created_by: invitation.createdBy,
          created_at: invitation.createdAt,
          expires_at: invitation.expiresAt,
        })
        .execute(),
    );
  };
  return {
    create: insert,
    restore: insert,
    async list(now) {
      const rows = await tables
        .selectFrom('invitations')
        .selectAll()
        .where('expires_at', '>', now)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(invitationOf);
    },
    async bySecretHash(secretHash, now) {
      const row = await tables
        .selectFrom('invitations')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row === undefined ? undefined : invitationOf(row);
    },
    take: remove,
    revoke: remove,
  };
}

/** Links with which a person sets a new password: one per agent, used once. */
export function resetLinkTable(tables: Kysely<Tables>): ResetLinkTable {
  return {
    async create({ agentId, secretHash, expiresAt }) {
      const link = { secret_hash: secretHash, expires_at: expiresAt };
      await guardedWriteAsync(() =>
        tables
          .insertInto('reset_links')
          .values({ agent_id: agentId, ...link })
          .onConflict((conflict) => conflict.column('agent_id').doUpdateSet(link))
          .execute(),
      );
    },
    async endAll() {
      await guardedWriteAsync(() => tables.deleteFrom('reset_links').execute());
    },
    async endOf(agentId) {
      await guardedWriteAsync(() => tables.deleteFrom('reset_links').where('agent_id', '=', agentId).execute());
    },
    async find(secretHash, now) {
      const row = await tables
        .selectFrom('reset_links')
        .select('agent_id')
        .where('secret_hash', '=', secretHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row === undefined ? undefined : AgentId.parse(row.agent_id);
    },
    async take(secretHash, now) {
      const row = await guardedWriteAsync(() =>
        tables
          .deleteFrom('reset_links')
          .where('secret_hash', '=', secretHash)
          .where('expires_at', '>', now)
          .returning('agent_id')
          .executeTakeFirst(),
      );
      return row === undefined ? undefined : AgentId.parse(row.agent_id);
    },
  };
}
