import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { OfferWhy } from '@ringdesk/shared/model/trace.ts';

/** A key of the `offers` texts with everything its sentence names; `count` chooses the plural form. */
export interface Sentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface WhyNames {
  readonly queue: string;
  readonly me: AgentId;
  /** Name of a colleague; a word for "a colleague" when they are no longer known. */
  readonly agent: (id: AgentId) => string;
  /** Of calls, evenly means longest idle [13]. */
  readonly call?: boolean;
}

/**
 * The one sentence "why you" of an offer: the rule and the fact about the others it was decided by [13–15, 26].
 * Each case is a whole sentence of its own in the texts, so that no language is glued together from pieces.
 */
export function whyYou(why: OfferWhy, names: WhyNames): Sentence {
  const { queue } = names;
  switch (why.rule) {
    case 'evenly': {
      if (why.candidates <= 1) return { key: 'why.only', values: { queue } };
      const { load: count, candidates } = why;
      if (names.call === true) return { key: `why.idle.${why.tie}`, values: { queue, count: candidates } };
      return { key: `why.evenly.${why.tie}`, values: { queue, count, candidates } };
    }
    case 'strict': {
      const { position, skipped, tried = 0, candidates } = why;
      // Who let it pass could have taken it, so the two are told apart; where both stand before me, neither is said of all.
      if (tried > 0 && tried >= skipped)
        return { key: 'why.strict.tried', values: { queue, position, count: skipped } };
      if (tried > 0) return { key: 'why.strict.mixed', values: { queue, position, count: skipped, tried } };
      if (skipped > 0) return { key: 'why.strict.after', values: { queue, position, count: skipped } };
      return candidates <= 1
        ? { key: 'why.only', values: { queue } }
        : { key: 'why.strict.first', values: { queue, position, candidates } };
    }
    case 'toAll':
      return why.candidates <= 1
        ? { key: 'why.only', values: { queue } }
        : { key: 'why.toAll', values: { queue, count: why.candidates } };
    case 'transfer':
      return { key: 'why.transfer', values: { agent: names.agent(why.fromAgentId) } };
    case 'returned':
      return why.fromAgentId === names.me
        ? { key: 'why.returnedOwn', values: {} }
        : { key: 'why.returned', values: { agent: names.agent(why.fromAgentId) } };
    case 'lastOwner':
      return { key: 'why.lastOwner', values: {} };
    case 'consult':
      return why.queueId === undefined
        ? { key: 'why.consult', values: { agent: names.agent(why.fromAgentId) } }
        : { key: 'why.consultQueue', values: { agent: names.agent(why.fromAgentId), queue } };
    case 'missedCall':
      return { key: 'why.missedCall', values: {} };
    case 'woke':
      return { key: 'why.woke', values: {} };
  }
}
