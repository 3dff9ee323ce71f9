const KEY = 'ringdesk.deskId';

/**
 * Names this desk to the server, so that its phone takes its calls over when its line comes back. Stays through a reload;
 * a window that was opened beside it, also as a copy, is another desk.
 */
export function deskId(storage: Storage = sessionStorage): string {
  const [entry] = performance.getEntriesByType('navigation') as readonly { readonly type?: string }[];
  const kept = storage.getItem(KEY);
  if (kept !== null && entry?.type === 'reload' && /^[0-9a-z-]{8,40}$/.test(kept)) return kept;
  const made = crypto.randomUUID();
  storage.setItem(KEY, made);
  return made;
}
