import { matchParts } from './find.ts';

export interface TextPart {
  readonly text: string;
  /** It belongs to an address the text holds: where that leads, and all of it as it was written. */
  readonly link?: { readonly href: string; readonly shown: string };
  /** It is what is looked for. */
  readonly match: boolean;
}

const ADDRESS = /https?:\/\/[^\s<>"']+/giu;

/** Cuts a message into addresses, matches of what is looked for, and the rest, in order. */
export function textParts(text: string, query: string): readonly TextPart[] {
  return linkParts(text).flatMap(({ text: piece, href }) =>
    matchParts(piece, query).map((part) => (href === undefined ? part : { ...part, link: { href, shown: piece } })),
  );
}

/** Addresses of web pages in a text. What ends a sentence does not belong to the address before it. */
export function linkParts(text: string): readonly { readonly text: string; readonly href?: string }[] {
  const parts: { text: string; href?: string }[] = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = withoutEnd(found[0]);
    const url = URL.parse(address);
    if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) continue;
    if (found.index > from) parts.push({ text: text.slice(from, found.index) });
    parts.push({ text: address, href: url.href });
    from = found.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

function withoutEnd(address: string): string {
  const trimmed = address.replace(/[.,;:!?…»”’]+$/u, '');
  const opened = trimmed.split('(').length - trimmed.split(')').length;
  return opened < 0 && trimmed.endsWith(')') ? trimmed.slice(0, -1) : trimmed;
}
