import type { PowerMonitor } from 'electron';

import type { DesktopEventData } from '../bridge/desktopApi.ts';

type PowerState = DesktopEventData<'power.changed'>['state'];

/** How often the system is asked whether there is a network; it tells nobody by itself. */
export const ONLINE_EVERY_MS = 5_000;

export interface PowerParts {
  readonly monitor: Pick<PowerMonitor, 'on'>;
  readonly isOnline: () => boolean;
  readonly every: (ms: number, act: () => void) => void;
  readonly tell: (state: PowerState) => void;
}

/** Sleep, lock and network, as the page needs them to find out at once whether its line is alive (desk, section 2.9). */
export function watchPower({ monitor, isOnline, every, tell }: PowerParts): void {
  monitor.on('suspend', () => tell('suspend'));
  monitor.on('resume', () => tell('resume'));
  monitor.on('lock-screen', () => tell('lock'));
  monitor.on('unlock-screen', () => tell('unlock'));
  let online = isOnline();
  every(ONLINE_EVERY_MS, () => {
    const now = isOnline();
    if (now === online) return;
    online = now;
    tell(now ? 'online' : 'offline');
  });
}
