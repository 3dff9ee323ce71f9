import type { Happening, Message, TranscriptLine } from '@ringdesk/shared/model/message.ts';

import { saysAgain } from '../../../workspace/transcript.ts';

/** Lines of one author closer together than this read as one utterance: one picture, one time. */
const UTTERANCE_MS = 5 * 60_000;

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'happening'; readonly key: string; readonly line: Happening }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly line: Message;
      /** Follows a message of the same author closely: no picture of its own. */
      readonly continues: boolean;
      /** Last of its utterance: carries the time. */
      readonly ends: boolean;
    };

export interface RowOptions {
  /** Calendar day of an instant in the reader's time zone, as a sortable text. */
  readonly dayOf: (at: number) => string;
  /** The marker "new" stands before the first customer message above this line; undefined: no marker. */
  readonly unreadAfterSeq?: number | undefined;
}

/** Turns the lines of a transcript, in their order, into what is drawn. */
export function transcriptRows(
  lines: readonly TranscriptLine[],
  { dayOf, unreadAfterSeq }: RowOptions,
): readonly Row[] {
  const rows: Row[] = [];
  let day = '';
  let marked = unreadAfterSeq === undefined;
  for (const [index, line] of lines.entries()) {
    const today = dayOf(line.at);
    if (today !== day) rows.push({ kind: 'day', key: `day-${today}-${line.seq}`, at: line.at });
    day = today;
    if (!marked && unreadAfterSeq !== undefined && line.seq > unreadAfterSeq && isCustomers(line)) {
      marked = true;
      rows.push({ kind: 'unread', key: 'unread' });
    }
    if (line.type === 'happening') {
      if (saysAgain(lines[index - 1], line)) continue;
      rows.push({ kind: 'happening', key: `h-${line.seq}`, line });
      continue;
    }
    const next = lines[index + 1];
    rows.push({
      kind: 'message',
      key: line.id,
      line,
      continues: rows.at(-1)?.kind === 'message' && follows(lines[index - 1], line),
      ends: !(follows(line, next) && next !== undefined && dayOf(next.at) === today),
    });
  }
  return rows;
}

const isCustomers = (line: TranscriptLine): boolean => line.type === 'message' && line.author.kind === 'customer';

function follows(before: TranscriptLine | undefined, line: TranscriptLine | undefined): boolean {
  if (before?.type !== 'message' || line?.type !== 'message') return false;
  if (before.kind !== 'reply' || line.kind !== 'reply') return false;
  return authorOf(before) === authorOf(line) && line.at - before.at < UTTERANCE_MS;
}

const authorOf = (message: Message): string =>
  message.author.kind === 'agent' ? message.author.agentId : message.author.kind;

/** How far a reply has come, on this side of the customer. `onItsWay`: a messenger is to have it, and has it not yet. */
export type ReplyDelivery = 'sent' | 'read' | 'onItsWay' | 'delivered' | 'maybe' | 'undelivered';

const messengerWords = { waiting: 'onItsWay', sent: 'delivered', uncertain: 'maybe', failed: 'undelivered' } as const;

/**
 * What the ticks under a reply may truthfully say: kept by the server, seen by the customer, or, where a messenger is between
 * them, whether it has it.
 */
export function deliveryOf(
  { seq, delivery }: Pick<Message, 'seq' | 'delivery'>,
  customerReadSeq: number,
): ReplyDelivery {
  if (seq <= customerReadSeq) return 'read';
  return delivery === undefined ? 'sent' : messengerWords[delivery];
}
