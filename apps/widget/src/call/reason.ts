import type { EndReason } from './callMachine.ts';

/** Why nobody was reached, by the final answer (RFC 3261, section 21). */
export function reasonOf(status: number): EndReason {
  if (status === 486 || status === 600) return 'busy';
  if (status === 480 || status === 408 || status === 487 || status === 603) return 'nobody';
  return 'failed';
}
