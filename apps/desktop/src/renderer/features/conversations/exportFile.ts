import { CONVERSATIONS_CSV_PATH, DESK_HEADER, ROWS_HEADER } from '@ringdesk/shared/protocol/files.ts';
import type { ReportFilter, ReportSort } from '@ringdesk/shared/model/report.ts';
import { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, refuse, type Result } from '@ringdesk/shared/result.ts';

import { serverUrl, sessionToken } from '../../connection/session.ts';

export interface Progress {
  /** Records received, and how many there will be. */
  readonly done: number;
  readonly of: number;
}

const LINE_END = 10;

/**
 * Fetches the list as a file. Refused with `unavailable` when the line breaks; a cancelled one with undefined.
 *
 * @param tell is called with each piece that arrives
 */
export async function fetchConversations(
  question: { readonly filter: ReportFilter; readonly sort: ReportSort },
  cancel: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<Result<Blob, Refusal | undefined>> {
  const query = new URLSearchParams({
    filter: JSON.stringify(question.filter),
    sort: JSON.stringify(question.sort),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const token = sessionToken();
  try {
    const response = await fetch(serverUrl(`${CONVERSATIONS_CSV_PATH}?${query.toString()}`), {
      headers: { [DESK_HEADER]: '1', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      credentials: 'same-origin',
      signal: cancel,
    });
    if (!response.ok || response.body === null) return refuse(refusalOf(await response.json()));
    const of = Number(response.headers.get(ROWS_HEADER) ?? 0);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let lines = 0;
    for await (const piece of response.body) {
      pieces.push(piece);
      for (const byte of piece) if (byte === LINE_END) lines += 1;
      // Comments may have lines of their own; the headings are one.
      tell({ done: Math.max(0, Math.min(lines - 1, of)), of });
    }
    return ok(new Blob(pieces, { type: 'text/csv' }));
  } catch {
    return refuse(cancel.aborted ? undefined : { code: 'unavailable' });
  }
}

function refusalOf(body: unknown): Refusal {
  const refusal = Refusal.safeParse(body);
  return refusal.success ? refusal.data : { code: 'unavailable' };
}

/** Has the browser save it. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the content by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
