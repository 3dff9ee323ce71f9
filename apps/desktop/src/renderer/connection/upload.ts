import { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import {
  AGENT_UPLOAD_PATH,
  DESK_HEADER,
  PICTURE_UPLOAD_PATH,
  SOUND_UPLOAD_PATH,
  UploadedFile,
  UploadedPicture,
  UploadedSound,
} from '@ringdesk/shared/protocol/files.ts';
import type { z } from 'zod';

import { sessionToken, serverOrigin } from './session.ts';

export interface Upload<T> {
  readonly done: Promise<Result<T, Refusal>>;
  /** Ends it; `done` is then fulfilled with `unavailable`. */
  readonly cancel: () => void;
}

/** Sends a file for a message. `onProgress`: 0 to 1. Its id goes into `message.post`. */
export function uploadAttachment(file: File, onProgress: (share: number) => void): Upload<UploadedFile> {
  return send(AGENT_UPLOAD_PATH, file, UploadedFile, onProgress);
}

/** Sends a picture of a person; its id goes into `profile.save` or a queue's own entries. */
export function uploadPicture(file: File, onProgress: (share: number) => void): Upload<UploadedPicture> {
  return send(PICTURE_UPLOAD_PATH, file, UploadedPicture, onProgress);
}

/** Sends a sound for callers; its id goes into the settings of a call queue. */
export function uploadSound(file: File, onProgress: (share: number) => void): Upload<UploadedSound> {
  return send(SOUND_UPLOAD_PATH, file, UploadedSound, onProgress);
}

/** `fetch` tells nothing while it sends, so this is the older way. */
function send<S extends z.ZodType>(
  path: string,
  file: File,
  schema: S,
  onProgress: (share: number) => void,
): Upload<z.output<S>> {
  const sending = new XMLHttpRequest();
  const done = new Promise<Result<z.output<S>, Refusal>>((resolve) => {
    sending.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    sending.addEventListener('load', () => resolve(read(sending, schema)));
    for (const name of ['error', 'abort', 'timeout'])
      sending.addEventListener(name, () => resolve(refuse({ code: 'unavailable' })));
  });
  sending.open('POST', serverOrigin() + path);
  sending.setRequestHeader(DESK_HEADER, '1');
  const token = sessionToken();
  if (token !== undefined) sending.setRequestHeader('authorization', `Bearer ${token}`);
  const form = new FormData();
  form.append('file', file);
  sending.send(form);
  return { done, cancel: () => sending.abort() };
}

function read<S extends z.ZodType>(sending: XMLHttpRequest, schema: S): Result<z.output<S>, Refusal> {
  const body = parsed(sending.responseText);
  if (sending.status >= 200 && sending.status < 300) {
    const value = schema.safeParse(body);
    return value.success ? ok(value.data) : refuse({ code: 'internal', report: 'upload' });
  }
  const refusal = Refusal.safeParse(body);
  if (refusal.success) return refuse(refusal.data);
  // A proxy that does not pass it on will not do so the next time either; one that finds no server may.
  return refuse(sending.status >= 500 ? { code: 'unavailable' } : { code: 'internal', report: 'upload' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy answered in the server's place; the caller refuses what no schema can read.
    return undefined;
  }
}
