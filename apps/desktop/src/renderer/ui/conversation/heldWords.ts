/**
 * What is typed between pressing Accept and the conversation's being open: it is meant for the customer who is being joined, and
 * would else end up in whatever had the caret. A field out of sight takes it, so that every keyboard and input method works as ever.
 *
 *   const drop = holdWords(id, label)   Accept was pressed; `drop` when it was refused
 *   takeWords(id)                       its composer is there: what was typed, without a line break at the end
 *   wordsElsewhere(id)                  somebody else was accepted after it: the caret is not for this one
 */

/** As long as joining may take, and the conversation's code its time to come. */
const LONGEST_MS = 15_000;

interface Held {
  readonly id: string;
  readonly field: HTMLTextAreaElement;
  /** What had the caret before. */
  readonly before: Element | null;
  readonly timer: ReturnType<typeof setTimeout>;
}

let held: Held | undefined;

/**
 * Holds what is typed for this conversation from now on; those of one accepted before lose their place.
 *
 * @param label of the field, for who hears the screen
 * @returns ends it and gives the caret back; undefined where nothing is begun: it is held already, something over the desk has
 *   the keyboard, or another window has it
 */
export function holdWords(id: string, label: string): (() => void) | undefined {
  const at = document.activeElement;
  if (held?.id === id || !document.hasFocus() || at?.closest('[role="dialog"], [role="menu"]')) return undefined;
  const before = held?.before ?? at;
  end('stay');
  const field = document.createElement('textarea');
  field.className = 'sr-only';
  field.setAttribute('aria-label', label);
  document.body.append(field);
  const drop = (): void => {
    if (held?.field === field) end('back');
  };
  held = { id, field, before, timer: setTimeout(drop, LONGEST_MS) };
  field.focus({ preventScroll: true });
  return drop;
}

export function takeWords(id: string): string {
  if (held?.id !== id) return '';
  const words = held.field.value.replace(/\n+$/, '');
  end('stay');
  return words;
}

export const wordsElsewhere = (id: string): boolean => held !== undefined && held.id !== id;

/** @param caret goes back to where it was, or is taken by what comes next */
function end(caret: 'back' | 'stay'): void {
  if (held === undefined) return;
  const { field, before, timer } = held;
  held = undefined;
  clearTimeout(timer);
  if (caret === 'back' && document.activeElement === field && before instanceof HTMLElement) before.focus();
  field.remove();
}
