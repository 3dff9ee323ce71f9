import type { Readable } from 'node:stream';
import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { refuse, type Result } from '@ringdesk/shared/result.ts';

import type { Attachments, Upload } from './attachments.ts';

/** A request that may carry one file; both doors have one. */
export interface FileRequest {
  isMultipart(): boolean;
  file(options: {
    readonly limits: { readonly fileSize: number };
  }): Promise<{ readonly filename: string; readonly file: Readable } | undefined>;
}

/** Takes the one file of a multipart request. What is not such a request is `invalid`. */
export async function receiveFile(
  attachments: Attachments,
  request: FileRequest,
  upload: Omit<Upload, 'content' | 'name'>,
  now: number,
): Promise<Result<Attachment, Refusal>> {
  if (!request.isMultipart()) return refuse({ code: 'invalid', fields: { file: 'not-multipart' } });
  // One byte more than allowed comes through, so that the size is judged in one place.
  const part = await request.file({ limits: { fileSize: upload.maxBytes + 1 } }).catch(() => 'malformed' as const);
  if (part === undefined || part === 'malformed')
    return refuse({ code: 'invalid', fields: { file: part ?? 'missing' } });
  return attachments.receive({ ...upload, content: part.file, name: part.filename }, now);
}
