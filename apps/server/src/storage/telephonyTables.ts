import type { Kysely } from 'kysely';
import { TelephonySettings, Trunk } from '@ringdesk/shared/model/call.ts';
import { isIceServerAddress } from '@ringdesk/shared/rules/iceServerAddress.ts';
import { AgentId } from '@ringdesk/shared/model/ids.ts';

import type { TelephonyTable } from '../application/ports/telephony.ts';
import { guardedWriteAsync } from './guardedWrite.ts';
import type { Tables } from './tables.ts';

const StoredTrunk = Trunk.omit({ passwordSet: true });

/** Addresses were once taken as they were typed: one that no browser understands must not cost the other settings. */
function withoutBadAddresses(stored: unknown): unknown {
  if (typeof stored !== 'object' || stored === null || !('iceServers' in stored)) return stored;
  const { iceServers } = stored;
  if (!Array.isArray(iceServers)) return stored;
  return {
    ...stored,
    iceServers: iceServers.filter((address) => typeof address === 'string' && isIceServerAddress(address)),
  };
}

/** What a center says about calls, beside the engine. */
export function telephonyTable(tables: Kysely<Tables>): TelephonyTable {
  return {
    async settings() {
      const row = await tables.selectFrom('telephony_settings').select('data').executeTakeFirst();
      const stored: unknown = row && JSON.parse(row.data);
      const parsed = TelephonySettings.safeParse(withoutBadAddresses(stored));
      return parsed.success ? parsed.data : undefined;
    },
    async saveSettings(settings) {
      const data = JSON.stringify(settings);
      await guardedWriteAsync(() =>
        tables
          .insertInto('telephony_settings')
          .values({ id: 1, data })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ data }))
          .execute(),
      );
    },
    async trunks() {
      const rows = await tables.selectFrom('trunks').selectAll().orderBy('name').orderBy('id').execute();
      return rows.flatMap((row) => {
        const parsed = StoredTrunk.safeParse({ ...row, settings: JSON.parse(row.settings) as unknown });
        return parsed.success ? [parsed.data] : [];
      });
    },
    async saveTrunk({ id, name, version, settings }) {
      const values = { name, version, settings: JSON.stringify(settings) };
      await guardedWriteAsync(() =>
        tables
          .insertInto('trunks')
          .values({ id, ...values })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
          .execute(),
      );
    },
    async deleteTrunk(id) {
      await guardedWriteAsync(() => tables.deleteFrom('trunks').where('id', '=', id).execute());
    },
    async accounts() {
      const rows = await tables.selectFrom('phone_accounts').selectAll().orderBy('user').execute();
      return rows.map(({ agent_id: agentId, user }) => ({ agentId: AgentId.parse(agentId), user }));
    },
    async saveAccount({ agentId, user }) {
      await guardedWriteAsync(() =>
        tables
          .insertInto('phone_accounts')
          .values({ agent_id: agentId, user })
          .onConflict((conflict) => conflict.column('agent_id').doUpdateSet({ user }))
          .execute(),
      );
    },
    async deleteAccount(agentId) {
      await guardedWriteAsync(() => tables.deleteFrom('phone_accounts').where('agent_id', '=', agentId).execute());
    },
  };
}
