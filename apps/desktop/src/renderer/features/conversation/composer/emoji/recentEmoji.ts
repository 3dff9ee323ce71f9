const KEY = 'ringdesk.recentEmoji';
const MOST_KEPT = 18;

/** Signs used last on this device, latest first. */
export function recentEmoji(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((sign) => typeof sign === 'string').slice(0, MOST_KEPT) : [];
  } catch {
    // What somebody else wrote there, or no storage at all: nothing was used yet.
    return [];
  }
}

export function keepRecentEmoji(sign: string): void {
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify([sign, ...recentEmoji().filter((each) => each !== sign)].slice(0, MOST_KEPT)),
    );
  } catch {
    // Storage is full or forbidden: the picker works without it.
  }
}
