import type { TypedNumber } from '../../text/phoneNumberFormat.ts';

type Read = (typed: string) => TypedNumber;

const digitsOf = (text: string): string => text.replaceAll(/[^0-9*#+]/g, '');

/** Looks like a number: nobody is looked for by name. */
export const isNumberLike = (typed: string): boolean => /^[\d\s()+*#./-]+$/.test(typed) && /[\d*#+]/.test(typed);

/**
 * What stands in the field after a key: a number as its country writes it, everything else as typed.
 *
 * @param atEnd the caret is behind the last character; inside of a number nothing moves under it
 */
export function typedAfter(before: string, next: string, atEnd: boolean, read: Read | undefined): string {
  const pasted = /^(tel|callto|sips?):/i.test(next.trim());
  if (read === undefined || !atEnd || !(pasted || isNumberLike(next))) return next;
  const digits = digitsOf(next);
  // Only a sign between digits was deleted: then the digit before it is what was meant.
  const deleted = next.length < before.length && digits === digitsOf(before) && digits !== '';
  return read(deleted ? digits.slice(0, -1) : next).shown;
}
