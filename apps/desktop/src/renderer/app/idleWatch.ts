/**
 * Tells the server for how long nobody has touched this desk, where the center has a rule about it (desk 2.5): the deadline
 * is the server's. In the desktop app the whole machine counts, elsewhere the windows of the desk.
 */
import { signalActivity } from '../connection/connection.ts';
import { desktop } from '../connection/desktop.ts';
import { steadyNow } from '../workspace/clock.ts';
import { workspace } from '../workspace/workspace.ts';

/** How often it is looked; so much later the server may learn that a desk was left. */
export const LOOK_MS = 15_000;
/** A pause shorter than this is none. */
const LEFT_AFTER_SECONDS = 60;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

let touchedAt = 0;
/** The screen is locked since then; moving the mouse over a locked screen is no work. */
let lockedAt: number | undefined;
/** The server was told over this line that the desk is left. */
let told = false;

function touched(): void {
  touchedAt = steadyNow();
  if (told && lockedAt === undefined) {
    told = false;
    signalActivity(0);
  }
}

/** Counts what is done in one of the desk's windows; the returned function ends it. */
export function noteTouches(shown: Window): () => void {
  for (const name of TOUCHES) shown.addEventListener(name, touched, { capture: true, passive: true });
  return () => {
    for (const name of TOUCHES) shown.removeEventListener(name, touched, { capture: true });
  };
}

/** Looks now and then; the returned function ends it. */
export function startIdleWatch(): () => void {
  touchedAt = steadyNow();
  told = false;
  lockedAt = undefined;
  const timer = setInterval(() => void look(), LOOK_MS);
  const ends = [
    desktop().on('power.changed', ({ state }) => {
      if (state === 'lock') lockedAt ??= steadyNow();
      if (state !== 'unlock') return;
      lockedAt = undefined;
      touched();
    }),
    workspace.subscribe(({ link }, before) => {
      // A server knows nothing of what was said over a line that is gone.
      if (link.phase !== before.link.phase && link.phase !== 'live') told = false;
    }),
  ];
  return () => {
    clearInterval(timer);
    for (const end of ends) end();
  };
}

async function look(): Promise<void> {
  const { seconds } = await desktop().call('system.idle', {});
  const now = steadyNow();
  const here = Math.floor((now - touchedAt) / 1_000);
  const locked = lockedAt === undefined ? 0 : Math.floor((now - lockedAt) / 1_000);
  const idle = Math.max(locked, seconds === null ? here : Math.min(here, seconds));
  const left = idle >= LEFT_AFTER_SECONDS && workspace.getState().mirror?.idle !== undefined;
  if (left === told) return;
  if (signalActivity(left ? idle : 0)) told = left;
}
