/** What it needs of the browser. */
interface Sentinel {
  release: () => Promise<void>;
}
interface Lockable {
  readonly request: (type: 'screen') => Promise<Sentinel>;
}

/** Keeps the machine awake while a call goes on; where the browser cannot, nothing happens. */
export interface WakeLock {
  readonly hold: (on: boolean) => void;
}

/** Browsers take the lock away when the page is hidden: it is asked for again when it is seen. */
export function createWakeLock(
  lockable: Lockable | undefined = (navigator as { readonly wakeLock?: Lockable }).wakeLock,
  page: Pick<Document, 'visibilityState' | 'addEventListener'> = document,
): WakeLock {
  let wanted = false;
  let held: Promise<Sentinel | undefined> | undefined;
  const release = (): void => {
    void held?.then((sentinel) => sentinel?.release());
    held = undefined;
  };
  const ask = (): void => {
    // Refused on an empty battery, or while the page is hidden.
    held = lockable?.request('screen').catch(() => undefined);
  };
  page.addEventListener('visibilitychange', () => {
    if (!wanted || page.visibilityState !== 'visible') return;
    release();
    ask();
  });
  return {
    hold: (on) => {
      if (on === wanted) return;
      wanted = on;
      if (on) ask();
      else release();
    },
  };
}
