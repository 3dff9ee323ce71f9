import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { RefusalCode } from '@ringdesk/shared/protocol/refusals.ts';

import { parsed, readRefused, readUploaded } from '../session/decode.ts';

/** Equal to the contract's (protocol/files.ts); the contract's code would bring zod along. */
export const VISITOR_UPLOAD_PATH = '/widget/attachments';
export const MAX_VISITOR_FILE_BYTES = 10 * 1024 * 1024;

export type UploadEnd =
  | { readonly ok: true; readonly attachment: Attachment }
  /** `unavailable`: it did not arrive, and may be tried again. */
  | { readonly ok: false; readonly code: RefusalCode };

/**
 * Sends one file. `progress` hears a share from 0 to 1; the answer calls it off, after which nothing is called back.
 * XMLHttpRequest, because fetch does not tell how far an upload has come.
 */
export function upload(
  file: File,
  to: { readonly origin: string; readonly token: string },
  progress: (share: number) => void,
  ended: (end: UploadEnd) => void,
): () => void {
  const request = new XMLHttpRequest();
  const lost = (): void => ended({ ok: false, code: 'unavailable' });
  request.open('POST', to.origin + VISITOR_UPLOAD_PATH);
  request.setRequestHeader('authorization', `Bearer ${to.token}`);
  request.timeout = 5 * 60_000;
  request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
  request.onerror = request.ontimeout = lost;
  request.onload = () => {
    const body = parsed(request.responseText);
    const attachment = request.status < 300 ? readUploaded(body)?.attachment : undefined;
    if (attachment) return ended({ ok: true, attachment });
    const refused = readRefused(body) ?? readRefused((body as { error?: unknown } | undefined)?.error);
    ended({ ok: false, code: refused?.code ?? (request.status === 413 ? 'tooLarge' : 'unavailable') });
  };
  const form = new FormData();
  form.append('file', file);
  request.send(form);
  return () => request.abort();
}
