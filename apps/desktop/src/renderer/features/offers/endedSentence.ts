import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { OfferEnd } from '@ringdesk/shared/model/offer.ts';

import type { Sentence } from './whyYou.ts';

/**
 * The line that tells how an offer ended. Nothing is said about one that was accepted: the conversation opens.
 * `lateByMs`: how long after the colleague the agent pressed Accept, where both times are known.
 */
export function endedSentence(
  end: OfferEnd,
  facts: { readonly customer: string; readonly agent: (id: AgentId) => string; readonly lateByMs?: number | undefined },
): Sentence | undefined {
  const { customer } = facts;
  switch (end.outcome) {
    case 'accepted':
      return undefined;
    case 'declined':
    case 'expired':
    case 'failed':
      return { key: `ended.${end.outcome}`, values: { customer } };
    case 'withdrawn': {
      const { by, reason } = end;
      if ((reason === 'takenByColleague' || reason === 'intercepted') && by !== undefined) {
        const agent = facts.agent(by);
        if (facts.lateByMs === undefined || facts.lateByMs < 0)
          return { key: 'ended.takenBy', values: { customer, agent } };
        return {
          key: 'ended.takenJustBefore',
          values: { customer, agent, seconds: Math.max(0.1, Math.round(facts.lateByMs / 100) / 10) },
        };
      }
      return { key: `ended.${reason}`, values: { customer } };
    }
  }
}
