import type { Interaction } from '../model/interaction.ts';
import { MINUTE } from '../model/time.ts';

/** How a waiting time stands to its target: within, from here on close to it, over it. */
export type WaitingLevel = 'ok' | 'risk' | 'breach';

/** Until queues have response-time targets of their own [46, 47] every customer is treated alike. */
export const WAITING_RISK_MS = 2 * MINUTE;
export const WAITING_BREACH_MS = 5 * MINUTE;

/** The level of somebody who has been waiting since then; never better than `ok` when clocks disagree. */
export function waitingLevel(since: number, now: number): WaitingLevel {
  const waited = now - since;
  if (waited >= WAITING_BREACH_MS) return 'breach';
  return waited >= WAITING_RISK_MS ? 'risk' : 'ok';
}

/** Since when the customer has been waiting for somebody; undefined when it is not the team's turn. */
export function waitsSince(interaction: Interaction): number | undefined {
  switch (interaction.state) {
    case 'queued':
    case 'offered':
    case 'connecting':
      return interaction.unansweredSince ?? interaction.arrivedAt;
    case 'active':
      return interaction.unansweredSince;
    default:
      return undefined;
  }
}

/** [46, 47] How a reply stands to its limit: close to it from three quarters of the time on. `since`: when the time began. */
export function replyLevel(
  due: { readonly dueAt: number; readonly overdue: boolean },
  since: number,
  now: number,
): WaitingLevel {
  if (due.overdue || now >= due.dueAt) return 'breach';
  return (due.dueAt - now) * 4 <= due.dueAt - since ? 'risk' : 'ok';
}
