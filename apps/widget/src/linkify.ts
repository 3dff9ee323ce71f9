/** A piece of a message: plain text, or text that is a link to `href`. */
export interface Piece {
  readonly text: string;
  readonly href?: string;
}

// Stops at spaces, quotes, brackets and every invisible or direction-changing character: an address that contains one
// would show something else than where it leads. One class and one quantifier, so it is linear in the length.
const ADDRESS = /https:\/\/[^\s<>"'`\\^{}|\p{C}]+/giu;

/** Punctuation that ends a sentence rather than an address; a closing bracket only when it was not opened inside. */
const endOf = (address: string): number => {
  let end = address.length;
  for (;;) {
    const last = address[end - 1] ?? '';
    const open = { ')': '(', ']': '[' }[last];
    const unopened = open !== undefined && !address.slice(0, end).includes(open);
    if (!unopened && !'.,;:!?…»”’'.includes(last || ' ')) return end;
    end -= 1;
  }
};

const target = (address: string): string | undefined => {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const named = url.protocol === 'https:' && !url.username && !url.password && /[.:]/.test(url.hostname);
  return named && url.href.length <= 2_048 ? url.href : undefined;
};

/**
 * Splits a message into text and links. Only `https` addresses with a full host and without credentials become links;
 * an address whose host is not plain ASCII is shown in its encoded form, so that look-alike letters are seen.
 * The pieces' texts joined are the message again, save those encoded addresses. Linear in the length of `message`.
 */
export function linkify(message: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of message.matchAll(ADDRESS)) {
    const address = match[0].slice(0, endOf(match[0]));
    const href = target(address);
    if (href === undefined) continue;
    if (match.index > done) pieces.push({ text: message.slice(done, match.index) });
    const host = address.slice(8).split(/[/?#]/)[0] ?? '';
    pieces.push({ text: /^[!-~]*$/.test(host) ? address : href, href });
    done = match.index + address.length;
  }
  if (done < message.length) pieces.push({ text: message.slice(done) });
  return pieces;
}
