/** Whether the browser lets the page be heard: after a reload it does not, until the person presses something. */
export interface SoundPermission {
  readonly isHeld: () => boolean;
  /** Calls back at each change; the answer ends it. */
  readonly onChange: (changed: () => void) => () => void;
  readonly close: () => void;
}

/** What counts as a press (HTML, section 6.4.2, activation triggering input events). */
const PRESSES = ['pointerdown', 'pointerup', 'keydown'] as const;

export interface SoundPermissionParts {
  readonly createContext: () => Pick<AudioContext, 'state' | 'resume' | 'close'>;
  readonly page: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  /** Runs `act` once after `ms`; the answer takes it back. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** A device that may be opened is, within this. Milliseconds. */
const LOOK_AFTER_MS = 500;

const browserParts = (): SoundPermissionParts => ({
  createContext: () => new AudioContext(),
  page: window,
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
});

/** Looks once, and from then on at each press until it is allowed; it stays allowed while the page stands. */
export function watchSoundPermission(parts: SoundPermissionParts = browserParts()): SoundPermission {
  const listeners = new Set<() => void>();
  const device = parts.createContext();
  let held = false;
  const show = (next: boolean): void => {
    if (held === next) return;
    held = next;
    for (const changed of listeners) changed();
  };
  const close = (): void => {
    stopLooking();
    for (const press of PRESSES) parts.page.removeEventListener(press, pressed, true);
    if (device.state !== 'closed') void device.close();
  };
  const allowed = (): void => {
    show(false);
    close();
  };
  const pressed = (): void => void device.resume().then(allowed, () => undefined);
  const stopLooking = parts.after(LOOK_AFTER_MS, () => {
    if (device.state !== 'suspended') return allowed();
    show(true);
  });
  for (const press of PRESSES) parts.page.addEventListener(press, pressed, true);
  return {
    isHeld: () => held,
    onChange: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    close,
  };
}
