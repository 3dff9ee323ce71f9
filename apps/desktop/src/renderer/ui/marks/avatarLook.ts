const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const firstGrapheme = (word: string): string => {
  for (const { segment } of segments.segment(word)) return segment;
  return '';
};

/** A telephone number in place of a name: its digits are no initials. */
const NUMBER = /^[+(\d][\d\s()./-]{3,}$/;

/** Up to two initials of a name: the first and the last word that begin with a letter or digit. Empty for none. */
export const initialsOf = (name: string): string => {
  if (NUMBER.test(name)) return '#';
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words.at(0);
  if (first === undefined) return '';
  const last = words.length > 1 ? words.at(-1) : undefined;
  return (firstGrapheme(first) + (last === undefined ? '' : firstGrapheme(last))).toLocaleUpperCase();
};

/** One of the eight avatar colours, 1 to 8, always the same for the same id. */
export const avatarColour = (id: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return ((hash >>> 0) % 8) + 1;
};
