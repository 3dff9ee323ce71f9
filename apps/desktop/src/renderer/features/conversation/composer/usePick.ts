import type { KeyboardEvent } from 'react';
import { useState } from 'react';

export interface Pick<T> {
  readonly active: T | undefined;
  readonly setActive: (id: string) => void;
  /** Arrows, Enter, Tab and Escape for an open list; true when the key was for it. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** Which entry of a floating list the keys stand on, while the text field keeps the focus. */
export function usePick<T extends { readonly id: string }>(
  entries: readonly T[],
  pick: (entry: T) => void,
  close: () => void,
): Pick<T> {
  const [chosen, setActive] = useState<string>();
  const at = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosen),
  );
  const active = entries[at];
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === 'Escape') close();
    else if (active === undefined) return false;
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(entries[(at + step + entries.length) % entries.length]?.id);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && !event.ctrlKey && !event.metaKey)
      pick(active);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { active, setActive, onKey };
}
