import { z } from 'zod';

import { AgentId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings, QueueSettings } from '@ringdesk/shared/model/queue.ts';
import { Trace } from '@ringdesk/shared/model/trace.ts';

import type { DecisionHistory } from '../application/ports/lists.ts';
import type { SqliteDatabase } from './database.ts';

interface VersionRow {
  readonly version: number;
  readonly at: number;
  readonly by_agent: string | null;
  readonly name: string;
  readonly settings: string;
}

const By = z.nullable(AgentId);

/** Stored traces and the versions of queue settings every decision names [11]. */
export function decisionHistory(database: SqliteDatabase): DecisionHistory {
  const trace = database.prepare<[string], { readonly data: string }>(
    'SELECT data FROM traces WHERE interaction_id = ?',
  );
  const versions = database.prepare<[string], VersionRow>(
    'SELECT version, at, by_agent, name, settings FROM queue_versions WHERE queue_id = ? ORDER BY version DESC',
  );
  return {
    async trace(id) {
      const row = trace.get(id);
      return row === undefined ? undefined : Trace.parse(JSON.parse(row.data));
    },
    async queueVersions(id) {
      return versions.all(id).map(({ version, at, by_agent, name, settings }) => ({
        version,
        at,
        by: By.parse(by_agent),
        name,
        // A version of an earlier release does not know every setting.
        settings: QueueSettings.parse({ ...defaultQueueSettings, ...(JSON.parse(settings) as object) }),
      }));
    },
  };
}
