/** A piece of the text being written that asks for a list: `/word` for canned responses, `@word` for colleagues. */
export interface Trigger {
  readonly kind: 'canned' | 'mention';
  /** From the sign to the caret, in code units. */
  readonly from: number;
  readonly to: number;
  readonly query: string;
}

const SLASH = /(?:^|\s)\/([\p{L}\p{N}-]{0,40})$/u;
/** A name may have one space in it: `@Ana Ruiz`. */
const AT = /(?:^|[\s(])@([\p{L}\p{N}.'’-]{0,40}(?: [\p{L}\p{N}.'’-]{0,40})?)$/u;

/**
 * What the word before the caret asks for. A `/` counts at the start of a word, so dates and addresses are left
 * alone; `@` counts only in notes, because the customer's side knows no colleagues.
 */
export function triggerAt(text: string, caret: number, mode: 'reply' | 'note'): Trigger | undefined {
  const before = text.slice(0, caret);
  const slash = SLASH.exec(before);
  if (slash) return { kind: 'canned', from: caret - (slash[1] ?? '').length - 1, to: caret, query: slash[1] ?? '' };
  const at = mode === 'note' ? AT.exec(before) : null;
  if (at) return { kind: 'mention', from: caret - (at[1] ?? '').length - 1, to: caret, query: at[1] ?? '' };
  return undefined;
}

/** Replaces the trigger by what was chosen; the caret stands behind it. */
export function applyTrigger(
  text: string,
  trigger: Trigger,
  insert: string,
): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, trigger.from) + insert;
  return { text: before + text.slice(trigger.to), caret: before.length };
}
