/**
 * What is printed on the keys of this keyboard, where the browser tells (Chromium, Electron); shortcuts themselves go by
 * the place of a key. Elsewhere keys are called as on a US keyboard.
 */
import { useSyncExternalStore } from 'react';

/** From `event.code` to what the key writes unshifted. */
export type KeyboardLayout = ReadonlyMap<string, string>;

/** As far as it is used here; the types of the platform do not know it yet. */
interface WithKeyboard {
  readonly keyboard?: { getLayoutMap(): Promise<Iterable<[string, string]>> };
}

const NONE: KeyboardLayout = new Map();
const listeners = new Set<() => void>();
let layout = NONE;

/** A layout may be switched at any time and no event tells: it is read again when the window gets the focus. */
async function read(): Promise<void> {
  const { keyboard } = navigator as WithKeyboard;
  try {
    const next: KeyboardLayout = new Map(await keyboard?.getLayoutMap());
    if (next.size === layout.size && [...next].every(([code, key]) => layout.get(code) === key)) return;
    layout = next;
    for (const listener of listeners) listener();
  } catch {
    // Not allowed in this frame: the names of a US keyboard stay.
  }
}

const renew = (): void => void read();

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('focus', renew);
    renew();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('focus', renew);
  };
}

export function useKeyboardLayout(): KeyboardLayout {
  return useSyncExternalStore(subscribe, () => layout);
}
