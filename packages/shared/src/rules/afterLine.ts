import type { Interaction } from '../model/interaction.ts';
import type { TranscriptLine } from '../model/message.ts';

/** Length of the preview in lists, in characters (code points). */
const PREVIEW_LENGTH = 140;

/**
 * The first characters of a text. None takes more than two of its units, so the rest is never looked at; taking a text apart
 * costs as much as deciding about it, and most have nothing to take apart.
 */
export function previewOf(text: string): string {
  if (text.length <= PREVIEW_LENGTH) return text;
  const enough = text.slice(0, 2 * PREVIEW_LENGTH);
  if (!/[\uD800-\uDFFF]/.test(enough)) return enough.slice(0, PREVIEW_LENGTH);
  return [...enough].slice(0, PREVIEW_LENGTH).join('');
}

/** [49] One more reply, and how long the customer had waited for it; undefined: nobody has waited for one so far. */
export function responsesAfter(
  before: Interaction['responses'],
  waitedMs: number | undefined,
): NonNullable<Interaction['responses']> | undefined {
  if (waitedMs === undefined) return before;
  const { count = 0, firstMs = waitedMs, totalMs = 0, maxMs = 0 } = before ?? {};
  return { count: count + 1, firstMs, totalMs: totalMs + waitedMs, maxMs: Math.max(maxMs, waitedMs) };
}

/**
 * The interaction after a line that was added to its transcript, as far as the line alone tells: a message of the customer
 * or of an agent. Every other line, one that is not the next, and one that was taken over already change nothing. Where more
 * changed than this says, the server sends the interaction as well.
 */
export function afterLine(interaction: Interaction, line: TranscriptLine): Interaction {
  if (line.type !== 'message' || line.kind !== 'reply' || line.seq !== interaction.lastSeq + 1) return interaction;
  const { seq, at, author } = line;
  const text = line.text === null ? null : previewOf(line.text);
  if (author.kind === 'customer') {
    return {
      ...interaction,
      lastSeq: seq,
      lastAt: at,
      preview: { by: 'customer', text },
      unansweredSince: interaction.unansweredSince ?? at,
      lastCustomerSeq: seq,
      unread: interaction.unread + 1,
      ...(interaction.customerOnline !== undefined && { customerOnline: true }),
    };
  }
  if (author.kind !== 'agent') return interaction;
  const { unansweredSince: _, unansweredMarkAt: __, replyDue: ___, ...rest } = interaction;
  const responses = responsesAfter(interaction.responses, line.waitedMs);
  return {
    ...rest,
    ...(responses && { responses }),
    lastSeq: seq,
    lastAt: at,
    preview: { by: 'agent', text },
    ownerReadSeq: seq,
    unread: 0,
    firstReplyAt: interaction.firstReplyAt ?? at,
  };
}
