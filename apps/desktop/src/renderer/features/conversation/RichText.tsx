/** Marks around a value that is drawn bold wherever a language puts it; from the private-use area, so no text has them. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** A value for a sentence which {@link RichText} draws bold. */
export const strong = (value: string): string => OPEN + value.replaceAll(/[\uE000\uE001]/gu, '') + CLOSE;

/** A translated sentence whose {@link strong} values are bold. */
export function RichText({ text }: { readonly text: string }) {
  return text.split(/(\uE000[^\uE001]*\uE001)/u).map((part, index) =>
    // The parts of one sentence never change places.
    part.startsWith(OPEN) ? <b key={index}>{part.slice(1, -1)}</b> : part,
  );
}
