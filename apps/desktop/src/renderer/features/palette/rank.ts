/** One thing the palette can find. */
export interface Findable {
  readonly id: string;
  readonly text: string;
  /** Also searched, worth less. */
  readonly detail?: string;
}

/**
 * How well a text fits what was typed: 0 not at all; the start of the text is worth more than the start of a word, that
 * more than a place inside one, that more than letters in order. Case and accents do not matter.
 */
export function fit(text: string, query: string): number {
  if (query === '') return 1;
  const at = text.indexOf(query);
  if (at === 0) return text.length === query.length ? 100 : 80;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 40 : 60;
  return inOrder(text, query) ? 10 : 0;
}

/** From here on the text really holds what was typed. */
const FITS = 20;

/** The best `atMost`, best first; equal ones keep their order. Linear, so that 5,000 entries stay within a frame. */
export function rank<F extends Findable>(all: readonly F[], typed: string, atMost: number): readonly F[] {
  const query = plain(typed.trim());
  // Everything fits nothing, in the order it has.
  if (query === '') return all.slice(0, atMost);
  const scored: { readonly entry: F; readonly score: number; readonly place: number }[] = [];
  all.forEach((entry, place) => {
    const score = Math.max(
      fit(plain(entry.text), query),
      entry.detail === undefined ? 0 : fit(plain(entry.detail), query) / 2,
    );
    if (score > 0) scored.push({ entry, score, place });
  });
  // Letters in order are a guess: worth showing only while nothing fits better.
  const best = scored.reduce((most, { score }) => Math.max(most, score), 0);
  return scored
    .filter(({ score }) => best < FITS || score >= FITS)
    .toSorted((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, atMost)
    .map(({ entry }) => entry);
}

const remembered = new Map<string, string>();

/** Lower case without accents. Remembered: the same names are asked for with every key. */
function plain(text: string): string {
  const found = remembered.get(text);
  if (found !== undefined) return found;
  if (remembered.size > 20_000) remembered.clear();
  const made = text.toLocaleLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  remembered.set(text, made);
  return made;
}

function inOrder(text: string, query: string): boolean {
  let from = 0;
  for (const letter of query) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}
