import type { Attachment } from '@ringdesk/shared/model/message.ts';
import type { RefusalCode } from '@ringdesk/shared/protocol/refusals.ts';
import { toJson } from '../json.ts';
import type { Keep } from '../keep.ts';
import { parsed, readFiles } from './decode.ts';

/** What a visitor can do besides writing; the input travels as it is. */
export interface Inputs {
  readonly 'name.set': { readonly name: string };
  readonly 'conversation.end': Readonly<Record<string, never>>;
  /** [32] */
  readonly 'consent.give': { readonly version: number };
  /** [34] Empty: not given. */
  readonly 'contact.give': { readonly name: string; readonly email: string; readonly phone: string };
  /** [43] */
  readonly 'rating.give': { readonly score: number; readonly comment: string };
  /** [10] */
  readonly 'transcript.send': { readonly email: string };
}

interface Row {
  /** Command id, made once: the server answers it the same however often it comes. */
  readonly id: string;
  /** When it was done, by the visitor's clock, in milliseconds. */
  readonly at: number;
  /** Refused for good, or too old to be sent unasked; waits for the visitor. */
  readonly failed?: RefusalCode | 'late';
  /** What of its input was refused. */
  readonly fields?: object;
}

/** What a visitor did that the server has not confirmed yet. */
export type Outgoing = Row &
  (
    | {
        readonly name: 'message.post';
        readonly messageId: string;
        readonly text: string;
        readonly files: readonly Attachment[];
      }
    | { [N in keyof Inputs]: { readonly name: N; readonly input: Inputs[N] } }[keyof Inputs]
  );

/** All of them without what the outbox gives; a conditional type keeps them apart. */
export type Deed = Outgoing extends infer Each ? (Each extends Outgoing ? Omit<Each, keyof Row> : never) : never;

/** Beyond a day a message is not sent unasked any more: it may no longer be meant (reliability, 9.2). */
const LATE_MS = 24 * 3_600_000;

const ROW = 'out.';

/**
 * The visitor's own outbox: one stored row each, so that tabs which share the storage cannot overwrite each other's,
 * sorted by id, which is the order of doing. Survives reload and navigation.
 */
export interface Outbox {
  readonly list: () => Outgoing[];
  /** What was refused of the same kind before is forgotten, save messages. */
  readonly add: (deed: Deed) => Outgoing;
  /** Forgets a row: the server has it, or the visitor no longer wants it. */
  readonly remove: (id: string) => void;
  readonly fail: (id: string, code: RefusalCode | 'late', fields?: object) => void;
  /** Gives the messages that wait new command ids in their order: under the old ones the server says what it said. */
  readonly renew: () => void;
  /** Makes a failed row the youngest again, under a new command id; the message keeps its own id. */
  readonly retry: (id: string) => void;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const NAMES = /^(name\.set|conversation\.end|(consent|contact|rating)\.give|transcript\.send)$/;

/** A row from storage, which the page and its other scripts can write to as well. */
function parseRow(json: string | null): Outgoing | undefined {
  const row = Object(parsed(json ?? '')) as Partial<Record<string, unknown>>;
  const { id, at, name, failed, fields, messageId, text, input } = row;
  if (!isText(id) || typeof at !== 'number' || !isText(name)) return undefined;
  const base = { id, at, ...(isText(failed) && { failed, ...(Object(fields) === fields && { fields }) }) };
  const files = readFiles(row['files']);
  if (name === 'message.post' && isText(messageId) && isText(text) && files)
    return { ...base, name, messageId, text, files } as Outgoing;
  // The server has the last word on what is in it; here it is only carried.
  return NAMES.test(name) && Object(input) === input ? ({ ...base, name, input } as Outgoing) : undefined;
}

export function openOutbox(keep: Keep, now: () => number, newId: () => string): Outbox {
  const put = (row: Outgoing): Outgoing => {
    keep.set(ROW + row.id, toJson(row));
    return row;
  };
  const find = (id: string): Outgoing | undefined => parseRow(keep.get(ROW + id));
  const remove = (id: string): void => keep.set(ROW + id, null);
  const list = (): Outgoing[] =>
    keep.keys(ROW).flatMap((key) => {
      const row = parseRow(keep.get(key));
      if (row === undefined || ROW + row.id !== key) {
        keep.set(key, null);
        return [];
      }
      return [row.failed === undefined && now() - row.at > LATE_MS ? put({ ...row, failed: 'late' }) : row];
    });
  const retry = (id: string): void => {
    const row = find(id);
    if (!row) return;
    remove(id);
    const { failed: _, fields: __, ...rest } = row;
    put({ ...rest, id: newId(), at: now() } as Outgoing);
  };
  return {
    list,
    add: (deed) => {
      for (const row of list()) if (row.failed && row.name === deed.name && row.name !== 'message.post') remove(row.id);
      return put({ ...deed, id: newId(), at: now() });
    },
    remove,
    fail: (id, failed, fields) => {
      const row = find(id);
      if (row) put({ ...row, failed, ...(fields && { fields }) });
    },
    renew: () => {
      for (const { id, name, failed } of list()) if (name === 'message.post' && !failed) retry(id);
    },
    retry,
  };
}
