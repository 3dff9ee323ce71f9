import type { PowerSaveBlocker } from 'electron';

/**
 * Keeps the system from sending the app to sleep while somebody is on the line; once, however often it is said.
 *
 * @returns to be told whether a call goes on
 */
export function keepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): (on: boolean) => void {
  let running: number | undefined;
  return (on) => {
    if (on) running ??= blocker.start('prevent-app-suspension');
    else if (running !== undefined) {
      blocker.stop(running);
      running = undefined;
    }
  };
}
