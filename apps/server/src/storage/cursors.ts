import { BadCursor } from '../application/ports/lists.ts';

type Part = string | number;

/** An opaque place in a list: which list, and the key of the last row given. */
export function encodeCursor(list: string, key: readonly Part[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

/** The key inside a cursor. Throws BadCursor for anything that is not a cursor of this list with parts of these kinds. */
export function decodeCursor(list: string, cursor: string, kinds: readonly ('string' | 'number')[]): readonly Part[] {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new BadCursor();
  }
  if (!Array.isArray(value) || value.length !== kinds.length + 1 || value[0] !== list) throw new BadCursor();
  const key: unknown[] = value.slice(1);
  if (!key.every((part, index): part is Part => typeof part === kinds[index])) throw new BadCursor();
  return key;
}
