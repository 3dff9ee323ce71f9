/**
 * Files on their way to a message, per interaction: they go up while the agent writes, and stay with the conversation
 * when another one is opened (desk 2.3).
 */
import type { AttachmentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Attachment } from '@ringdesk/shared/model/message.ts';
import { MAX_AGENT_FILE_BYTES } from '@ringdesk/shared/protocol/files.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { newId } from '../../../connection/session.ts';
import { uploadAttachment } from '../../../connection/upload.ts';

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

function start(id: InteractionId, file: File): void {
  const uploadId = newId<string>();
  const base = { id: uploadId, name: file.name, mimeType: file.type, bytes: file.size, share: 0 };
  if (file.size > MAX_AGENT_FILE_BYTES) {
    const refusal: Refusal = { code: 'tooLarge', maxBytes: MAX_AGENT_FILE_BYTES };
    return change(id, (before) => [...before, { ...base, refusal, cancel: () => undefined }]);
  }
  const { done, cancel } = uploadAttachment(file, (share) => patch(id, uploadId, { share }));
  change(id, (before) => [...before, { ...base, cancel }]);
  void done.then((result) => {
    if (result.ok) {
      sentFiles.set(result.value.attachment.id, result.value.attachment);
      patch(id, uploadId, { share: 1, attachment: result.value.attachment });
    } else patch(id, uploadId, { refusal: result.error });
  });
  return undefined;
}

/** Takes one away, and ends it when it is still going up. */
export function removeUpload(id: InteractionId, uploadId: string): void {
  uploadsOf(id)
    .find((each) => each.id === uploadId)
    ?.cancel();
  change(id, (before) => before.filter((each) => each.id !== uploadId));
}

/** Takes those that arrived for a message. What failed stays: the agent should not believe that it was sent. */
export function takeAttachments(id: InteractionId): readonly AttachmentId[] {
  const ids = uploadsOf(id).flatMap(({ attachment }) => (attachment === undefined ? [] : [attachment.id]));
  change(id, (before) => before.filter(({ attachment }) => attachment === undefined));
  return ids;
}
