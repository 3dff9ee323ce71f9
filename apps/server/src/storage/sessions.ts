import type { Kysely, Selectable } from 'kysely';

import { AgentId, SessionId } from '@ringdesk/shared/model/ids.ts';

import type { Session, SessionTable } from '../application/ports/tables.ts';
import { guardedWriteAsync } from './guardedWrite.ts';
import type { Tables } from './tables.ts';

function sessionOf(row: Selectable<Tables['sessions']>): Session {
  return {
    id: SessionId.parse(row.id),
    agentId: AgentId.parse(row.agent_id),
    tokenHash: row.token_hash,
    device: row.device,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  };
}

/** Who is signed in where. Ending a session deletes its row, so a stolen token is worth nothing at once. */
export function sessionTable(tables: Kysely<Tables>): SessionTable {
  const find = async (column: 'id' | 'token_hash', value: string): Promise<Session | undefined> => {
    const row = await tables.selectFrom('sessions').selectAll().where(column, '=', value).executeTakeFirst();
    return row === undefined ? undefined : sessionOf(row);
  };
  return {
    async create({ id, agentId, tokenHash, device, createdAt, lastSeenAt, expiresAt }) {
      await guardedWriteAsync(() =>
        tables
          .insertInto('sessions')
          .values({
            id,
            agent_id: agentId,
            token_hash: tokenHash,
            device,
            created_at: createdAt,
            last_seen_at: lastSeenAt,
            expires_at: expiresAt,
          })
          .execute(),
      );
    },
    byTokenHash: (tokenHash) => find('token_hash', tokenHash),
    byId: (id) => find('id', id),
    async ofAgent(agentId) {
      const rows = await tables
        .selectFrom('sessions')
        .selectAll()
        .where('agent_id', '=', agentId)
        .orderBy('last_seen_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(sessionOf);
    },
    async touch(id, at) {
      await guardedWriteAsync(() =>
        tables.updateTable('sessions').set({ last_seen_at: at }).where('id', '=', id).execute(),
      );
    },
    async end(id) {
      const ended = await guardedWriteAsync(() =>
        tables.deleteFrom('sessions').where('id', '=', id).returning('id').executeTakeFirst(),
      );
      return ended !== undefined;
    },
    async endAllOf(agentId, except) {
      let ending = tables.deleteFrom('sessions').where('agent_id', '=', agentId);
      if (except !== undefined) ending = ending.where('id', '!=', except);
      const ended = await guardedWriteAsync(() => ending.returning('id').execute());
      return ended.map(({ id }) => SessionId.parse(id));
    },
    async endExpired(now, seenBefore) {
      const ended = await guardedWriteAsync(() =>
        tables
          .deleteFrom('sessions')
          .where((row) => row.or([row('expires_at', '<=', now), row('last_seen_at', '<', seenBefore)]))
          .returning('id')
          .execute(),
      );
      return ended.map(({ id }) => SessionId.parse(id));
    },
  };
}
