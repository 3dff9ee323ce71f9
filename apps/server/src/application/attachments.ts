import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AttachmentId, InteractionId, MessageId } from '@ringdesk/shared/model/ids.ts';
import type { Attachment } from '@ringdesk/shared/model/message.ts';
import { DAY, type Instant } from '@ringdesk/shared/model/time.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import type { Inspection, Inspector } from './attachmentInspection.ts';
import { cleanFileName } from './attachmentTypes.ts';
import { isPlayable } from './playableSound.ts';
import type { StorageHealth } from './ports/lists.ts';
import { isNoRoom } from './ports/noRoom.ts';
import { type FileTable, StorageFull, type StoredFile } from './ports/tables.ts';

/** What one owner may put here within 24 hours. */
const DAILY = {
  agent: { files: 400, bytes: 1024 * 1024 * 1024 },
  customer: { files: 20, bytes: 100 * 1024 * 1024 },
} as const;
/** Files that may wait to be looked at: staff's still find room where strangers fill the line. */
const WAITING = { agent: 40, customer: 10 } as const;
const COME_BACK_MS = 5_000;
/** Files no message names are deleted after this. */
const PENDING_LASTS = DAY;

export type FileOwner = StoredFile['owner'];

export interface Upload {
  readonly content: Readable;
  readonly name: string;
  readonly owner: FileOwner;
  readonly purpose: StoredFile['purpose'];
  readonly maxBytes: number;
}

export interface Attachments {
  /**
   * Streams a file to disk and keeps it if it is what it says it is. Refuses with `tooLarge`, `fileTypeRefused`,
   * `tooManyFiles`, `slowDown`, `storageFull`, and `fileEmpty`. Whatever is refused leaves nothing behind.
   */
  receive(upload: Upload, now: Instant): Promise<Result<Attachment, Refusal>>;
  /** The files a message names, in its order: the owner's own, and not yet in another message. */
  forMessage(
    ids: readonly AttachmentId[],
    owner: FileOwner,
    messageId: MessageId,
  ): Promise<Result<readonly Attachment[], Refusal>>;
  byId(id: AttachmentId): Promise<StoredFile | undefined>;
  /** Whether such a file is there, and for this. */
  isThere(id: AttachmentId, purpose: StoredFile['purpose']): Promise<boolean>;
  /**
   * Takes a recording over, which an endpoint of calls wrote on this machine: it belongs to the call from the start. The
   * caller deletes the file. Undefined: there is no room.
   */
  keepRecording(
    recording: {
      readonly path: string;
      readonly kind: 'recording' | 'voicemail';
      readonly interactionId: InteractionId;
    },
    now: Instant,
  ): Promise<AttachmentId | undefined>;
  /** Deletes one that belongs to nothing after all. */
  discard(id: AttachmentId): Promise<void>;
  /** Absolute path of the content, or of the drawn preview. */
  pathOf(id: AttachmentId, variant: 'content' | 'preview'): string;
  /** Deletes what was never sent, and what a killed server left half received; to be called once an hour. */
  sweep(now: Instant): Promise<void>;
}

export interface AttachmentsParts {
  readonly files: FileTable;
  /** Folder of the contents; made when needed. */
  readonly folder: string;
  readonly inspector: Inspector;
  readonly newId: () => string;
  readonly health: () => Promise<StorageHealth>;
}

export const attachmentOf = (file: StoredFile): Attachment => ({
  id: file.id,
  name: file.name,
  mimeType: file.mimeType,
  bytes: file.bytes,
  ...(file.width === null || file.height === null ? {} : { width: file.width, height: file.height }),
});

export function createAttachments(parts: AttachmentsParts): Attachments {
  const { files, folder } = parts;
  /** Ids of one second share their first characters; the last two spread over 256 folders. */
  const homeOf = (id: AttachmentId): string => join(folder, id.slice(-2));
  const pathOf = (id: AttachmentId, variant: 'content' | 'preview'): string =>
    join(homeOf(id), variant === 'content' ? id : `${id}.preview.webp`);
  /** What is on its way lies here; whatever else does was left by a process that was killed. */
  const quarantine = join(folder, 'quarantine');
  const onTheirWay = new Set<string>();
  const discard = async (id: AttachmentId): Promise<void> => {
    await Promise.all((['content', 'preview'] as const).map((variant) => rm(pathOf(id, variant), { force: true })));
    await files.delete(id);
  };

  return {
    pathOf,

    async receive(upload, now) {
      const refusal = await refusedBefore(parts, upload.owner, now);
      if (refusal !== undefined) {
        upload.content.resume();
        return refuse(refusal);
      }
      const id = parts.newId() as AttachmentId;
      const arrived = join(quarantine, id);
      const drawn = `${arrived}.webp`;
      let cutOff = false;
      upload.content.once('error', () => {
        cutOff = true;
      });
      onTheirWay.add(id);
      try {
        await mkdir(quarantine, { recursive: true });
        const written = await writeLimited(upload.content, arrived, upload.maxBytes);
        if (!written.ok) return written;
        const name = cleanFileName(upload.name);
        const kind = upload.purpose === 'picture' ? 'square' : 'preview';
        const inspection = await parts.inspector.inspect({ path: arrived, name, draw: { kind, to: drawn } });
        if (inspection?.mimeType === undefined) return refuse({ code: 'fileTypeRefused' });
        if (upload.purpose === 'picture' && !inspection.drawn) return refuse({ code: 'fileTypeRefused' });
        if (upload.purpose === 'sound' && !(await isPlayable(arrived))) return refuse({ code: 'fileTypeRefused' });
        await mkdir(homeOf(id), { recursive: true });
        const row = rowOf({ id, upload, name, inspection, now, ...written.value });
        // Before the content has its place: a row that nobody was told of is found and swept, a file without one is not.
        await files.create(row);
        if (inspection.drawn) await rename(drawn, pathOf(id, 'preview'));
        // Of a person's picture only the drawn copy is kept.
        if (upload.purpose !== 'picture') await rename(arrived, pathOf(id, 'content'));
        return ok(attachmentOf({ ...row, interactionId: null, messageId: null }));
      } catch (error) {
        if (foundNoRoom(error)) return refuse({ code: 'storageFull' });
        // The sender went away, or ended the form too early: nothing of ours broke.
        if (cutOff || upload.content.destroyed) return refuse({ code: 'invalid', fields: { file: 'cut-off' } });
        throw error;
      } finally {
        await Promise.all([rm(arrived, { force: true }), rm(drawn, { force: true })]);
        onTheirWay.delete(id);
      }
    },

    async forMessage(ids, owner, messageId) {
      const distinct = [...new Set(ids)];
      if (distinct.length === 0) return ok([]);
      const rows = new Map((await files.byIds(distinct)).map((row) => [row.id, row]));
      const mine = distinct
        .map((id) => rows.get(id))
        .filter((row) => row !== undefined && isUsable(row, owner, messageId));
      if (mine.length !== distinct.length)
        return refuse({ code: 'invalid', fields: { attachmentIds: 'no-such-file' } });
      return ok(mine.flatMap((row) => (row === undefined ? [] : [attachmentOf(row)])));
    },

    byId: (id) => files.byId(id),

    async isThere(id, purpose) {
      return (await files.byId(id))?.purpose === purpose;
    },

    async keepRecording({ path, kind, interactionId }, now) {
      if ((await parts.health()).low) return undefined;
      const id = parts.newId() as AttachmentId;
      const copy = join(quarantine, id);
      const to = pathOf(id, 'content');
      onTheirWay.add(id);
      try {
        await Promise.all([quarantine, homeOf(id)].map((each) => mkdir(each, { recursive: true })));
        const { bytes, sha256 } = await copyHashed(path, copy);
        await rename(copy, to);
        await files.create(
          {
            id,
            purpose: 'recording',
            owner: { kind: 'agent', id: 'server' },
            name: `${kind}.wav`,
            mimeType: 'audio/wav',
            bytes,
            width: null,
            height: null,
            sha256,
            hasPreview: false,
            createdAt: now,
          },
          interactionId,
        );
        return id;
      } catch (error) {
        await Promise.all([copy, to].map((each) => rm(each, { force: true })));
        if (isNoRoom(error)) return undefined;
        throw error;
      } finally {
        onTheirWay.delete(id);
      }
    },

    discard,

    async sweep(now) {
      for (const name of await readdir(quarantine).catch(() => []))
        if (!onTheirWay.has(name.replace('.webp', ''))) await rm(join(quarantine, name), { force: true });
      const BATCH = 100;
      for (;;) {
        const stale = await files.pendingBefore(now - PENDING_LASTS, BATCH);
        for (const { id } of stale) await discard(id);
        if (stale.length < BATCH) return;
      }
    },
  };
}

async function copyHashed(from: string, to: string): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      bytes += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(createReadStream(from), counted, createWriteStream(to, { flags: 'wx', mode: 0o600 }));
  return { bytes, sha256: hash.digest('hex') };
}

const isUsable = (row: StoredFile, owner: FileOwner, messageId: MessageId): boolean =>
  row.purpose === 'message' &&
  row.owner.kind === owner.kind &&
  row.owner.id === owner.id &&
  (row.messageId === null || row.messageId === messageId);

/** Reasons to refuse before a byte is written. */
async function refusedBefore(
  { health, files, inspector }: AttachmentsParts,
  owner: FileOwner,
  now: Instant,
): Promise<Refusal | undefined> {
  if ((await health()).low) return { code: 'storageFull' };
  if (inspector.waiting() >= WAITING[owner.kind]) return { code: 'slowDown', retryAfterMs: COME_BACK_MS };
  const used = await files.usage(owner, now - DAY);
  const daily = DAILY[owner.kind];
  return used.files >= daily.files || used.bytes >= daily.bytes ? { code: 'tooManyFiles' } : undefined;
}

interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes at most `maxBytes`, counted as they come and not as a header claims. */
async function writeLimited(content: Readable, to: string, maxBytes: number): Promise<Result<Written, Refusal>> {
  const hash = createHash('sha256');
  let bytes = 0;
  let tooLarge = false;
  const counted = async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        tooLarge = true;
        return;
      }
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(content, counted, createWriteStream(to, { flags: 'wx', mode: 0o600 }));
  if (tooLarge) return refuse({ code: 'tooLarge', maxBytes });
  if (bytes === 0) return refuse({ code: 'fileEmpty' });
  return ok({ bytes, sha256: hash.digest('hex') });
}

function rowOf(from: {
  readonly id: AttachmentId;
  readonly upload: Upload;
  readonly name: string;
  readonly inspection: Inspection;
  readonly bytes: number;
  readonly sha256: string;
  readonly now: Instant;
}): Omit<StoredFile, 'interactionId' | 'messageId'> {
  const { id, upload, name, inspection, bytes, sha256, now } = from;
  return {
    id,
    purpose: upload.purpose,
    owner: upload.owner,
    name,
    mimeType: inspection.mimeType ?? 'application/octet-stream',
    bytes,
    width: inspection.width ?? null,
    height: inspection.height ?? null,
    sha256,
    hasPreview: inspection.drawn,
    createdAt: now,
  };
}

const foundNoRoom = (error: unknown): boolean => error instanceof StorageFull || isNoRoom(error);
