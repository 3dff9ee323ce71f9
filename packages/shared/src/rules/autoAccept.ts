import type { QueueSettings } from '../model/queue.ts';

/**
 * Whether desks accept by themselves what this queue offers: never with "to all", where the fastest desk would have them
 * all, and never a call, which needs somebody with a headset on.
 */
export function acceptsByItself({
  autoAccept,
  distribution,
  call,
}: Pick<QueueSettings, 'autoAccept' | 'distribution' | 'call'>): boolean {
  return autoAccept && distribution !== 'toAll' && call === null;
}
