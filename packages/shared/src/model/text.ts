import { z } from 'zod';

/**
 * Text from outside, made safe at the door (reliability, section 4): NFC, no lone surrogates, no C0 controls but
 * newline and tab, line ends as `\n`, trimmed, capped in code points AND in UTF-8 bytes (4 per code point).
 */
export function boundedText(options: { readonly min?: number; readonly max: number; readonly lines?: boolean }) {
  const { min = 0, max, lines = false } = options;
  // A code point is one or two units and at most three bytes a unit: most texts need no counting.
  return z
    .string()
    .max(max * 2)
    .transform((raw) => cleanText(raw, lines))
    .refine((text) => text.length >= min * 2 || codePoints(text) >= min, { message: 'too-short' })
    .refine((text) => text.length <= max || codePoints(text) <= max, { message: 'too-long' })
    .refine((text) => text.length <= max || utf8Bytes(text) <= max * 4, { message: 'too-long' });
}

/** Nothing in it can be unsafe or composed differently. */
const plain = /^[\x20-\x7E]*$/;

/** Applies the rules of {@link boundedText} without its limits. Idempotent. */
export function cleanText(raw: string, lines: boolean): string {
  if (plain.test(raw)) return raw.trim();
  const wellFormed = raw.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/\r\n?/g, '\n');
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is removed here
  const withoutControls = wellFormed.replace(/[\u0000-\u0008\u000B-\u001F\u007F\uFFFE\uFFFF]/g, '');
  const inLines = lines ? withoutControls : withoutControls.replace(/[\n\t]+/g, ' ');
  // Composed last: what a removed control kept apart belongs together now.
  return inLines.normalize('NFC').trim();
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Length in UTF-8 bytes of well-formed text (RFC 3629, section 3). */
function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
