import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Offer, OfferEnd } from '@ringdesk/shared/model/offer.ts';

import { withdrawnBecause } from '../../text/withdrawnBecause.ts';
import type { Sentence } from './whyYou.ts';

/**
 * The line that tells how an offer ended. Nothing is said about one that was accepted: the conversation opens.
 * `lateByMs`: how long after the colleague the agent pressed Accept, where both times are known.
 */
export function endedSentence(
  end: OfferEnd,
  facts: {
    readonly offer: Pick<Offer, 'kind' | 'why'>;
    readonly customer: string;
    readonly agent: (id: AgentId) => string;
    readonly lateByMs?: number | undefined;
  },
): Sentence | undefined {
  const { customer, offer } = facts;
  switch (end.outcome) {
    case 'accepted':
      return undefined;
    case 'declined':
      if (asksOneAgent(offer)) return { key: 'ended.declinedBack', values: { customer } };
      return { key: 'ended.declined', values: { customer } };
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
      // The conversation goes on: only the question is over.
      if (offer.kind === 'consult' && reason === 'closed') return { key: 'ended.consultOver', values: { customer } };
      const because = withdrawnBecause(end);
      return { key: because === undefined ? `ended.${reason}` : `ended.because.${because}`, values: { customer } };
    }
  }
}

/** A colleague has sent it or asks; declined, it rings at nobody else. Where they ask a queue, its next member is asked. */
function asksOneAgent({ kind, why }: Pick<Offer, 'kind' | 'why'>): boolean {
  return kind === 'transfer' || (kind === 'consult' && why.rule === 'consult' && why.queueId === undefined);
}
