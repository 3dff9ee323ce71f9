/** More words than this narrow nothing down and cost time. */
const MAX_WORDS = 10;
/** Characters of a snippet before the first match, and in all. */
const BEFORE = 60;
const LENGTH = 180;

const word = /[\p{L}\p{N}\p{M}]+/gu;

/** Case and diacritics aside, `ё` among them: people write `е` for it. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * A query of FTS5 made of the words in `text`, every one as a quoted prefix: nothing of the input reaches the query
 * syntax. Undefined when there is no word in it.
 */
export function prefixQuery(text: string): string | undefined {
  const words = text.match(word)?.slice(0, MAX_WORDS);
  return words?.map((one) => `"${one.replaceAll('ё', 'е').replaceAll('Ё', 'Е')}"*`).join(' ');
}

/**
 * The part of `text` around the first word that begins with a word of `query`, with all such words between ⟦ and ⟧.
 * Brackets of that kind in the text itself are left out, so that nobody can forge a match.
 */
export function snippetOf(text: string, query: string): string {
  const plain = text.replace(/[⟦⟧]/g, '');
  const sought = (query.match(word) ?? []).slice(0, MAX_WORDS).map(folded);
  const matches = [...plain.matchAll(word)].filter(([found]) => sought.some((one) => folded(found).startsWith(one)));
  const first = matches[0]?.index ?? 0;
  const from = first <= BEFORE ? 0 : endOfCharacter(plain, startOfWord(plain, first - BEFORE));
  const to = Math.min(plain.length, from + LENGTH);
  let snippet = from > 0 ? '…' : '';
  let at = from;
  for (const match of matches) {
    const [found] = match;
    if (match.index + found.length > to) break;
    snippet += `${plain.slice(at, match.index)}⟦${found}⟧`;
    at = match.index + found.length;
  }
  return snippet + plain.slice(at, endOfCharacter(plain, to)) + (to < plain.length ? '…' : '');
}

/** The first beginning of a word at or after a place. */
function startOfWord(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  return space === -1 || space > from + BEFORE ? from : space + 1;
}

/** Never cuts a surrogate pair in two. */
function endOfCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
