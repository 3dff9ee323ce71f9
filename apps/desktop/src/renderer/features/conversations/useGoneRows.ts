import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { CustomerId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useEffect, useRef } from 'react';

import { ask } from '../../connection/connection.ts';
import { workspace } from '../../workspace/workspace.ts';

/** The contract gives no more at once. */
const MOST = 50;

/**
 * The desk is told how these conversations change only while they concern it: one that closes at a colleague is gone from it
 * without a last word. What the list knew when it was read is older than what stood in its row by then, so such a row is asked
 * for again, one after the other; `take` gets it as it is now. A row that is refused stays as it was. It is asked for with the
 * customer's others: who asks for a transcript is told of its lines from then on, in place of one they have open.
 */
export function useGoneRows(rows: readonly Interaction[], take: (interaction: Interaction) => void): void {
  const current = useRef({ rows, take });
  useEffect(() => {
    current.current = { rows, take };
  });
  useEffect(() => {
    const gone = new Map<InteractionId, CustomerId>();
    let asking = false;
    let over = false;
    const renew = async (): Promise<void> => {
      if (asking) return;
      asking = true;
      for (const [id, customerId] of gone) {
        gone.delete(id);
        const reply = await ask('conversations.ofCustomer', { customerId, limit: MOST });
        if (over) return;
        const now = reply.ok ? reply.value.interactions.find((each) => each.id === id) : undefined;
        if (now !== undefined) current.current.take(now);
      }
      asking = false;
    };
    const stop = workspace.subscribe(({ mirror: after }, { mirror: before }) => {
      if (after === undefined || before === undefined || after.interactions === before.interactions) return;
      for (const { id, customer } of current.current.rows)
        if (before.interactions.get(id) !== undefined && after.interactions.get(id) === undefined)
          gone.set(id, customer.id);
      if (gone.size > 0) void renew();
    });
    return () => {
      over = true;
      stop();
    };
  }, []);
}
