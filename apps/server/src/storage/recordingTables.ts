import { AgentId, AttachmentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { RecordingRights } from '@ringdesk/shared/model/rights.ts';
import type { Kysely } from 'kysely';

import type { RecordingTable } from '../application/ports/recordings.ts';
import { guardedWriteAsync } from './guardedWrite.ts';
import type { Tables } from './tables.ts';

/** Rights over recordings, and the index of those that were erased. */
export function recordingTable(tables: Kysely<Tables>): RecordingTable {
  return {
    async rights() {
      const row = await tables.selectFrom('center_rights').select('recordings').executeTakeFirst();
      const parsed = row && RecordingRights.safeParse(JSON.parse(row.recordings));
      return parsed?.success === true ? parsed.data : undefined;
    },
    async saveRights(rights) {
      const recordings = JSON.stringify(rights);
      await guardedWriteAsync(() =>
        tables
          .insertInto('center_rights')
          .values({ id: 1, recordings })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ recordings }))
          .execute(),
      );
    },
    async erase({ id, interactionId, kind, bytes, sha256, recordedAt, erasedAt, by }) {
      await guardedWriteAsync(() =>
        tables.transaction().execute(async (transaction) => {
          await transaction.deleteFrom('files').where('id', '=', id).execute();
          await transaction
            .insertInto('erased_recordings')
            .values({
              file_id: id,
              interaction_id: interactionId,
              kind,
              bytes,
              sha256,
              recorded_at: recordedAt,
              erased_at: erasedAt,
              erased_by: by,
            })
            .onConflict((conflict) => conflict.column('file_id').doNothing())
            .execute();
        }),
      );
    },
    async erased(id) {
      const row = await tables.selectFrom('erased_recordings').selectAll().where('file_id', '=', id).executeTakeFirst();
      if (row === undefined) return undefined;
      return {
        id: AttachmentId.parse(row.file_id),
        interactionId: row.interaction_id === null ? null : InteractionId.parse(row.interaction_id),
        kind: row.kind === 'voicemail' ? 'voicemail' : 'recording',
        bytes: row.bytes,
        sha256: row.sha256,
        recordedAt: row.recorded_at,
        erasedAt: row.erased_at,
        by: row.erased_by === null ? null : AgentId.parse(row.erased_by),
      };
    },
  };
}
