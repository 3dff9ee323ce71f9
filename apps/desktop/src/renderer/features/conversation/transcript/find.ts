import type { TranscriptLine } from '@ringdesk/shared/model/message.ts';

/** Lower case without accents, so that `jose` finds `José`. One code unit in, one out, or positions would not fit. */
export function folded(text: string): string {
  let out = '';
  for (const character of text) {
    const plain = character.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    out +=
      plain.length === character.length
        ? plain
        : character.toLowerCase().length === character.length
          ? character.toLowerCase()
          : character;
  }
  return out;
}

/** Sequence numbers of the messages whose text holds what is looked for, oldest first. */
export function findLines(lines: readonly TranscriptLine[], query: string): readonly number[] {
  const wanted = folded(query.trim());
  if (wanted === '') return [];
  return lines
    .filter((line) => line.type === 'message' && line.text !== null && folded(line.text).includes(wanted))
    .map((line) => line.seq);
}

/** Cuts a text into pieces that match what is looked for and pieces that do not, in order. */
export function matchParts(text: string, query: string): readonly { readonly text: string; readonly match: boolean }[] {
  const wanted = folded(query.trim());
  if (wanted === '') return [{ text, match: false }];
  const where = folded(text);
  const parts: { text: string; match: boolean }[] = [];
  let from = 0;
  for (let at = where.indexOf(wanted); at !== -1; at = where.indexOf(wanted, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), match: false });
    from = at + wanted.length;
    parts.push({ text: text.slice(at, from), match: true });
  }
  if (from < text.length) parts.push({ text: text.slice(from), match: false });
  return parts;
}
