/**
 * Files on their way to a message, per interaction: they go up while the agent writes, stay with the conversation when
 * another one is opened, and survive a reload or a crash of the desk (desk 2.3).
 */
import type { AgentId, AttachmentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Attachment } from '@ringdesk/shared/model/message.ts';
import { MAX_AGENT_FILE_BYTES } from '@ringdesk/shared/protocol/files.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { newId } from '../../../connection/session.ts';
import { untilAnswered } from '../../../connection/untilAnswered.ts';
import { uploadAttachment } from '../../../connection/upload.ts';
import { serverNow } from '../../../workspace/clock.ts';
import { afterClosed } from '../../../workspace/drafts.ts';
import type { KeptUpload } from '../../../workspace/localDatabase.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { forgetUpload, keepUpload, takeKept } from './keptUploads.ts';

/** The contract takes no more in one message. */
export const MOST_FILES = 10;

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  /** 0 to 1. */
  readonly share: number;
  /** Set once the server has it. */
  readonly attachment?: Attachment;
  /** Why it did not get there. */
  readonly refusal?: Refusal;
  readonly cancel: () => void;
}

const NONE: readonly Upload[] = [];
const uploads = createStore<ReadonlyMap<InteractionId, readonly Upload[]>>(() => new Map());
/** Files of messages that are shown before the server's line is there. */
const sentFiles = new Map<AttachmentId, Attachment>();

export const useUploads = (id: InteractionId): readonly Upload[] => useStore(uploads, (all) => all.get(id) ?? NONE);
/** Called after every change of any of them. */
export const onUploads = (listener: () => void): (() => void) => uploads.subscribe(listener);
export const uploadsOf = (id: InteractionId): readonly Upload[] => uploads.getState().get(id) ?? NONE;
export const sentFile = (id: AttachmentId): Attachment | undefined => sentFiles.get(id);

function change(id: InteractionId, to: (before: readonly Upload[]) => readonly Upload[]): void {
  const next = new Map(uploads.getState());
  const list = to(next.get(id) ?? NONE);
  if (list.length === 0) next.delete(id);
  else next.set(id, list);
  uploads.setState(next, true);
}

const patch = (id: InteractionId, uploadId: string, values: Partial<Upload>): void =>
  change(id, (before) => before.map((each) => (each.id === uploadId ? { ...each, ...values } : each)));

/** Starts sending files; those beyond {@link MOST_FILES} are not taken. Answers how many were left out. */
export function addFiles(id: InteractionId, files: readonly File[]): number {
  const room = Math.max(0, MOST_FILES - uploadsOf(id).length);
  for (const file of files.slice(0, room)) start(id, file);
  return Math.max(0, files.length - room);
}

/** Whose files are shown. */
let owner: AgentId | undefined;

/** Goes on with what the person had attached before this page was loaded, once for each account. */
export function resumeUploads(account: AgentId): void {
  if (owner === account) return;
  for (const [id, list] of uploads.getState()) for (const { id: uploadId } of list) drop(id, uploadId);
  owner = account;
  // On a device that keeps nothing there is nothing to go on with.
  void takeKept(account, serverNow(), (row) => {
    if (owner === account) goOn(row);
  }).catch(() => undefined);
}

function goOn(row: KeptUpload): void {
  const { id, interactionId, name, mimeType, bytes, file, attachment } = row;
  if (uploadsOf(interactionId).some((each) => each.id === id)) return;
  if (attachment === undefined) {
    if (file !== undefined) start(interactionId, new File([file], name, { type: mimeType }), id);
    return;
  }
  sentFiles.set(attachment.id, attachment);
  const arrived: Upload = { id, name, mimeType, bytes, share: 1, attachment, cancel: () => undefined };
  change(interactionId, (before) => [...before, arrived]);
}

afterClosed(
  (id) => uploads.getState().has(id),
  (id) => {
    for (const { id: uploadId } of uploadsOf(id)) removeUpload(id, uploadId);
  },
);

function start(id: InteractionId, file: File, uploadId = newId<string>()): void {
  const base = { id: uploadId, name: file.name, mimeType: file.type, bytes: file.size, share: 0 };
  if (file.size > MAX_AGENT_FILE_BYTES) {
    const refusal: Refusal = { code: 'tooLarge', maxBytes: MAX_AGENT_FILE_BYTES };
    return change(id, (before) => [...before, { ...base, refusal, cancel: () => undefined }]);
  }
  let cancelThis = (): void => undefined;
  // While there is no connection it waits like what is written, and goes up again from the start when the line is back.
  const stop = untilAnswered(
    () => {
      const { done, cancel } = uploadAttachment(file, (share) => patch(id, uploadId, { share }));
      cancelThis = cancel;
      return done;
    },
    (result) => {
      if (!result.ok) {
        const { error } = result;
        return patch(id, uploadId, error.code === 'unavailable' ? { share: 0 } : { refusal: error });
      }
      const { attachment } = result.value;
      // Taken away, it is not to come back with the next page.
      if (uploadsOf(id).some((each) => each.id === uploadId)) keep(id, base, { attachment });
      sentFiles.set(attachment.id, attachment);
      return patch(id, uploadId, { share: 1, attachment });
    },
  );
  const cancel = (): void => {
    stop();
    cancelThis();
  };
  change(id, (before) => [...before, { ...base, cancel }]);
  keep(id, base, { file });
  return undefined;
}

function keep(
  interactionId: InteractionId,
  { id, name, mimeType, bytes }: Pick<Upload, 'id' | 'name' | 'mimeType' | 'bytes'>,
  has: Pick<KeptUpload, 'file' | 'attachment'>,
): void {
  const account = workspace.getState().confirmed?.me;
  if (account === undefined) return;
  owner ??= account;
  void keepUpload({ id, account, interactionId, name, mimeType, bytes, at: serverNow(), ...has }).catch(
    () => undefined,
  );
}

/** Ends it when it is still going up, and shows it no longer. */
function drop(id: InteractionId, uploadId: string): void {
  uploadsOf(id)
    .find((each) => each.id === uploadId)
    ?.cancel();
  change(id, (before) => before.filter((each) => each.id !== uploadId));
}

/** Takes one away for good. */
export function removeUpload(id: InteractionId, uploadId: string): void {
  drop(id, uploadId);
  void forgetUpload(uploadId).catch(() => undefined);
}

/** Takes those that arrived for a message. What failed stays: the agent should not believe that it was sent. */
export function takeAttachments(id: InteractionId): readonly AttachmentId[] {
  const ids = uploadsOf(id).flatMap(({ id: uploadId, attachment }) => {
    if (attachment === undefined) return [];
    void forgetUpload(uploadId).catch(() => undefined);
    return [attachment.id];
  });
  change(id, (before) => before.filter(({ attachment }) => attachment === undefined));
  return ids;
}
