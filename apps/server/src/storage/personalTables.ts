import type { Kysely } from 'kysely';

import { Preferences } from '@ringdesk/shared/model/preferences.ts';

import type { CenterKeys, PreferenceTable } from '../application/ports/tables.ts';
import { guardedWriteAsync } from './guardedWrite.ts';
import type { Tables } from './tables.ts';

/** Each person's own settings of the desk. */
export function preferenceTable(tables: Kysely<Tables>): PreferenceTable {
  return {
    async get(agentId) {
      const row = await tables
        .selectFrom('preferences')
        .select('data')
        .where('agent_id', '=', agentId)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const parsed = Preferences.safeParse(JSON.parse(row.data));
      return parsed.success ? parsed.data : undefined;
    },
    async save(agentId, preferences) {
      const data = JSON.stringify(preferences);
      await guardedWriteAsync(() =>
        tables
          .insertInto('preferences')
          .values({ agent_id: agentId, data })
          .onConflict((conflict) => conflict.column('agent_id').doUpdateSet({ data }))
          .execute(),
      );
    },
  };
}

/** Secrets of this center, made once and never shown. */
export function centerKeys(tables: Kysely<Tables>): CenterKeys {
  const find = async (name: string): Promise<Uint8Array | undefined> => {
    const row = await tables.selectFrom('center_keys').select('secret').where('name', '=', name).executeTakeFirst();
    return row?.secret;
  };
  return {
    async secret(name, make) {
      const known = await find(name);
      if (known !== undefined) return known;
      const secret = make();
      if (secret.byteLength < 32) throw new RangeError('a center key has at least 32 bytes');
      // Of two first callers one inserts; both then read what stands.
      await guardedWriteAsync(() =>
        tables
          .insertInto('center_keys')
          .values({ name, secret: Buffer.from(secret) })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .execute(),
      );
      return (await find(name)) ?? secret;
    },
  };
}
