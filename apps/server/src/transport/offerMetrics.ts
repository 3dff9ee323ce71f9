import { SECOND } from '@ringdesk/shared/model/time.ts';
import { Counter, Histogram, type Registry } from 'prom-client';

import type { DeskEngine } from '../application/deskEngine.ts';

/** Below what people notice, about it, and where something is wrong with a desk or its network. */
const BUCKETS = [0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 15, 60];

/**
 * How long it took until offers were seen and heard, and how many ran out unseen: a desk that shows nothing is another matter
 * than an agent who does not answer.
 */
export function offerMetrics(registry: Registry, onCommitted: DeskEngine['onCommitted']): void {
  const histogram = (name: string, help: string): Histogram =>
    new Histogram({ name: `ringdesk_offer_${name}_seconds`, help, buckets: BUCKETS, registers: [registry] });
  const displayed = histogram('displayed', 'From an offer until a desk of the agent showed it');
  const sounded = histogram('sounded', 'From an offer until it was heard at a desk of the agent');
  const expired = new Counter({
    name: 'ringdesk_offers_expired_total',
    help: 'Offers whose time ran out, by whether a desk had shown them',
    labelNames: ['seen'],
    registers: [registry],
  });
  onCommitted(({ events }) => {
    for (const event of events) {
      if (event.type === 'offer.shown') {
        if (event.displayedAt !== undefined) displayed.observe((event.displayedAt - event.offeredAt) / SECOND);
        if (event.soundAt !== undefined) sounded.observe((event.soundAt - event.offeredAt) / SECOND);
      } else if (event.type === 'offers.ended' && event.end.outcome === 'expired')
        for (const { unseen } of event.offers) expired.inc({ seen: unseen === true ? 'no' : 'yes' });
    }
  });
}
