import { CANNED_IMPORT_PATH, DESK_HEADER } from '@ringdesk/shared/protocol/files.ts';
import { type CannedResponse, type CannedScope, ImportedResponse } from '@ringdesk/shared/model/cannedResponse.ts';
import { queries } from '@ringdesk/shared/protocol/queries.ts';
import { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';
import { z } from 'zod';

import { serverUrl, sessionToken } from '../../../connection/session.ts';

/** What a file with canned responses looks like: `{"responses": [{"shortcut", "folder", "text"}]}`. */
const File = z.object({ responses: z.array(z.unknown()) });
const MOST = 1_000;

/** What does not fit: which response (from 1), which field of it; `shape`: it is no such file at all. */
export type Misfit = { readonly line: number; readonly field: 'shortcut' | 'folder' | 'text' } | 'shape' | 'tooMany';

/** The responses of a file, or all that does not fit in it. */
export function readCannedFile(text: string): Result<readonly ImportedResponse[], readonly Misfit[]> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return refuse(['shape']);
  }
  const file = File.safeParse(content);
  if (!file.success || file.data.responses.length === 0) return refuse(['shape']);
  if (file.data.responses.length > MOST) return refuse(['tooMany']);
  const misfits: Misfit[] = [];
  const fitting: ImportedResponse[] = [];
  file.data.responses.forEach((each, index) => {
    const given = typeof each === 'object' && each !== null ? { folder: '', ...each } : each;
    const response = ImportedResponse.safeParse(given);
    if (response.success) fitting.push(response.data);
    else
      for (const issue of response.error.issues) {
        const field = issue.path[0];
        misfits.push({ line: index + 1, field: field === 'folder' || field === 'text' ? field : 'shortcut' });
      }
  });
  return misfits.length > 0 ? refuse(misfits) : ok(fitting);
}

export function writeCannedFile(responses: readonly CannedResponse[]): string {
  const lines = responses.map(({ shortcut, folder, text }) => ({ shortcut, folder, text }));
  return `${JSON.stringify({ responses: lines }, null, 2)}\n`;
}

/** Sends a file to the server, which takes all of it or nothing. */
export async function importCanned(
  scope: CannedScope,
  responses: readonly ImportedResponse[],
): Promise<Result<{ readonly added: number; readonly replaced: number }, Refusal>> {
  const token = sessionToken();
  try {
    const response = await fetch(serverUrl(CANNED_IMPORT_PATH), {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        [DESK_HEADER]: '1',
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ scope, responses }),
    });
    const body: unknown = await response.json();
    const counts = queries['canned.import'].reply.safeParse(body);
    if (response.ok && counts.success) return ok(counts.data);
    const refusal = Refusal.safeParse(body);
    return refuse(refusal.success ? refusal.data : { code: 'unavailable' });
  } catch {
    return refuse({ code: 'unavailable' });
  }
}
