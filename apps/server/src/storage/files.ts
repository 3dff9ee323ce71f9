import type { Kysely, Selectable } from 'kysely';

import { AttachmentId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';

import type { FileTable, StoredFile } from '../application/ports/tables.ts';
import { guardedWriteAsync } from './guardedWrite.ts';
import type { Tables } from './tables.ts';

const purposes = ['message', 'picture', 'sound', 'recording'] as const;

function purposeOf(stored: string): StoredFile['purpose'] {
  const purpose = purposes.find((each) => each === stored);
  if (purpose === undefined) throw new Error('a stored file has no purpose this release knows');
  return purpose;
}

function fileOf(row: Selectable<Tables['files']>): StoredFile {
  return {
    id: AttachmentId.parse(row.id),
    purpose: purposeOf(row.purpose),
    owner: { kind: row.owner_kind === 'agent' ? 'agent' : 'customer', id: row.owner_id },
    name: row.name,
    mimeType: row.mime_type,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    sha256: row.sha256,
    hasPreview: row.has_preview === 1,
    createdAt: row.created_at,
    interactionId: row.interaction_id === null ? null : InteractionId.parse(row.interaction_id),
    messageId: row.message_id === null ? null : MessageId.parse(row.message_id),
  };
}

/** What is known of each stored file; the bytes lie in the data directory under the file's id. */
export function fileTable(tables: Kysely<Tables>): FileTable {
  return {
    async create(file, interactionId) {
      await guardedWriteAsync(() =>
        tables
          .insertInto('files')
          .values({
            id: file.id,
            purpose: file.purpose,
            owner_kind: file.owner.kind,
            owner_id: file.owner.id,
            name: file.name,
            mime_type: file.mimeType,
            bytes: file.bytes,
            width: file.width,
            height: file.height,
            sha256: file.sha256,
            has_preview: file.hasPreview ? 1 : 0,
            created_at: file.createdAt,
            interaction_id: interactionId ?? null,
            message_id: null,
          })
          .execute(),
      );
    },
    async byId(id) {
      const row = await tables.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : fileOf(row);
    },
    async byIds(ids) {
      if (ids.length === 0) return [];
      const rows = await tables.selectFrom('files').selectAll().where('id', 'in', ids).execute();
      return rows.map(fileOf);
    },
    async setPreview(id, hasPreview) {
      await guardedWriteAsync(() =>
        tables
          .updateTable('files')
          .set({ has_preview: hasPreview ? 1 : 0 })
          .where('id', '=', id)
          .execute(),
      );
    },
    async pendingBefore(before, limit) {
      const rows = await tables
        .selectFrom('files')
        .selectAll()
        .where('purpose', '=', 'message')
        .where('message_id', 'is', null)
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(limit)
        .execute();
      return rows.map(fileOf);
    },
    async recordingsBefore(before, after, limit) {
      const rows = await tables
        .selectFrom('files')
        .selectAll()
        .where('purpose', '=', 'recording')
        .where('created_at', '<', before)
        .where((row) =>
          row.or([
            row('created_at', '>', after.createdAt),
            row.and([row('created_at', '=', after.createdAt), row('id', '>', after.id)]),
          ]),
        )
        .orderBy('created_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(fileOf);
    },
    async delete(id) {
      await guardedWriteAsync(() => tables.deleteFrom('files').where('id', '=', id).execute());
    },
    async usage(owner, since) {
      const { files, bytes } = await tables
        .selectFrom('files')
        .select((row) => [row.fn.countAll<number>().as('files'), row.fn.sum<number | null>('bytes').as('bytes')])
        .where('owner_kind', '=', owner.kind)
        .where('owner_id', '=', owner.id)
        .where('created_at', '>=', since)
        .executeTakeFirstOrThrow();
      return { files, bytes: bytes ?? 0 };
    },
  };
}
