/**
 * Small text the widget remembers on the visitor's device, under one prefix per channel. Never throws: where the page
 * may not store anything (blocked cookies, private mode, quota) it is remembered for as long as the page lives.
 */
export interface Keep {
  readonly get: (key: string) => string | null;
  /** null forgets the key. */
  readonly set: (key: string, value: string | null) => void;
  /** Keys, without the prefix, that start with `start`; sorted. */
  readonly keys: (start: string) => string[];
}

/** `open` is called once and may throw: in some browsers merely naming `localStorage` does. */
export function openKeep(prefix: string, open: () => Storage): Keep {
  const memory = new Map<string, string>();
  let storage: Storage | undefined;
  try {
    storage = open();
  } catch {
    // Blocked by the visitor or by the page's sandbox; memory serves instead.
  }
  const attempt = <T>(access: (storage: Storage) => T): T | undefined => {
    try {
      return storage && access(storage);
    } catch {
      // A storage that was revoked or is full; memory holds what did not fit.
      return undefined;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((s) => s.getItem(prefix + key)) ?? null,
    set: (key, value) => {
      const before = attempt((s) => s.getItem(prefix + key));
      memory.delete(key);
      // Writing what is there already would still wake every other tab, and they each other, without end.
      if (before === value) return;
      if (value === null) return attempt((s) => s.removeItem(prefix + key));
      const stored = attempt((s) => {
        s.setItem(prefix + key, value);
        return true;
      });
      if (stored) return;
      memory.set(key, value);
      // Memory goes first from here on; the older value must not come back when the page is gone.
      attempt((s) => s.removeItem(prefix + key));
    },
    keys: (start) => {
      const stored = attempt((s) => Object.keys(s).filter((key) => key.startsWith(prefix))) ?? [];
      const all = new Set([...stored.map((key) => key.slice(prefix.length)), ...memory.keys()]);
      return [...all].filter((key) => key.startsWith(start)).toSorted();
    },
  };
}
