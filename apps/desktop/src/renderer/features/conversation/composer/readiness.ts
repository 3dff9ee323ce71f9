import { MessageText } from '@ringdesk/shared/model/message.ts';

import type { Upload } from './uploads.ts';

/** The contract's limit of one message, in code points. */
export const MOST_CHARACTERS = 4_000;

export type NotReady =
  | { readonly why: 'empty' }
  | { readonly why: 'uploading' }
  | { readonly why: 'tooLong'; readonly by: number };

/** Why a message cannot be sent now; undefined when it can. */
export function notReady(text: string, uploads: readonly Upload[]): NotReady | undefined {
  const by = [...text.trim()].length - MOST_CHARACTERS;
  if (by > 0) return { why: 'tooLong', by };
  if (uploads.some(({ attachment, refusal }) => attachment === undefined && refusal === undefined))
    return { why: 'uploading' };
  if (text.trim() === '' && !uploads.some(({ attachment }) => attachment !== undefined)) return { why: 'empty' };
  return MessageText.safeParse(text).success ? undefined : { why: 'empty' };
}
