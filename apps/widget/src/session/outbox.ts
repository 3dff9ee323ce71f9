import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { RefusalCode } from '@ringdesk/shared/protocol/refusals.ts';
import type { Keep } from '../keep.ts';
import { parsed, readFiles } from './decode.ts';

/** What a visitor did that the server has not confirmed yet. */
export type Outgoing = {
  /** Command id, made once: the server answers it the same however often it comes. */
  readonly id: string;
  /** When it was done, by the visitor's clock, in milliseconds. */
  readonly at: number;
  /** Refused for good, or too old to be sent unasked; waits for the visitor. */
  readonly failed?: RefusalCode | 'late';
} & (
  | {
      readonly name: 'message.post';
      readonly messageId: string;
      readonly text: string;
      readonly files: readonly Attachment[];
    }
  | { readonly name: 'name.set'; readonly customerName: string }
  | { readonly name: 'conversation.end' }
);

/** The three of them without what the outbox gives; a conditional type keeps them apart. */
export type Deed = Outgoing extends infer Each
  ? Each extends Outgoing
    ? Omit<Each, 'id' | 'at' | 'failed'>
    : never
  : never;

/** Beyond a day a message is not sent unasked any more: it may no longer be meant (reliability, 9.2). */
const LATE_MS = 24 * 3_600_000;

const ROW = 'out.';

/**
 * The visitor's own outbox: one stored row each, so that tabs which share the storage cannot overwrite each other's,
 * sorted by id, which is the order of doing. Survives reload and navigation.
 */
export interface Outbox {
  readonly list: () => Outgoing[];
  readonly add: (deed: Deed) => Outgoing;
  /** Forgets a row: the server has it, or the visitor no longer wants it. */
  readonly remove: (id: string) => void;
  readonly fail: (id: string, code: RefusalCode | 'late') => void;
  /** Makes a failed row the youngest again, under a new command id; the message keeps its own id. */
  readonly retry: (id: string) => void;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** A row from storage, which the page and its other scripts can write to as well. */
function parseRow(json: string | null): Outgoing | undefined {
  const row = Object(parsed(json ?? '')) as Partial<Record<string, unknown>>;
  const { id, at, name, failed, messageId, text, customerName } = row;
  if (!isText(id) || typeof at !== 'number') return undefined;
  const base = { id, at, ...(isText(failed) && { failed: failed as RefusalCode }) };
  const files = readFiles(row['files']);
  if (name === 'message.post' && isText(messageId) && isText(text) && files)
    return { ...base, name, messageId, text, files };
  if (name === 'name.set' && isText(customerName)) return { ...base, name, customerName };
  return name === 'conversation.end' ? { ...base, name } : undefined;
}

export function openOutbox(keep: Keep, now: () => number, newId: () => string): Outbox {
  const put = (row: Outgoing): Outgoing => {
    keep.set(ROW + row.id, JSON.stringify(row));
    return row;
  };
  const find = (id: string): Outgoing | undefined => parseRow(keep.get(ROW + id));
  const list = (): Outgoing[] =>
    keep.keys(ROW).flatMap((key) => {
      const row = parseRow(keep.get(key));
      if (row === undefined || ROW + row.id !== key) {
        keep.set(key, null);
        return [];
      }
      return [row.failed === undefined && now() - row.at > LATE_MS ? put({ ...row, failed: 'late' }) : row];
    });
  return {
    list,
    add: (deed) => put({ ...deed, id: newId(), at: now() }),
    remove: (id) => keep.set(ROW + id, null),
    fail: (id, failed) => {
      const row = find(id);
      if (row) put({ ...row, failed });
    },
    retry: (id) => {
      const row = find(id);
      if (!row) return;
      keep.set(ROW + id, null);
      const { failed: _, ...rest } = row;
      put({ ...rest, id: newId(), at: now() });
    },
  };
}
