import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useEffect, useRef } from 'react';

import { ask } from '../../connection/connection.ts';
import { workspace } from '../../workspace/workspace.ts';

/**
 * The desk is told how these conversations change only while they concern it: one that closes at a colleague is gone from it
 * without a last word. What the list knew when it was read is older than what stood in its row by then, so such a row is asked
 * for again, one after the other; `take` gets it as it is now. A row that is refused stays as it was.
 */
export function useGoneRows(rows: readonly Interaction[], take: (interaction: Interaction) => void): void {
  const current = useRef({ rows, take });
  useEffect(() => {
    current.current = { rows, take };
  });
  useEffect(() => {
    const gone = new Set<InteractionId>();
    let asking = false;
    let over = false;
    const renew = async (): Promise<void> => {
      if (asking) return;
      asking = true;
      for (const id of gone) {
        gone.delete(id);
        const reply = await ask('transcript.get', { interactionId: id, limit: 1 });
        if (over) return;
        if (reply.ok) current.current.take(reply.value.interaction);
      }
      asking = false;
    };
    const stop = workspace.subscribe(({ mirror: after }, { mirror: before }) => {
      if (after === undefined || before === undefined || after.interactions === before.interactions) return;
      for (const { id } of current.current.rows)
        if (before.interactions.get(id) !== undefined && after.interactions.get(id) === undefined) gone.add(id);
      if (gone.size > 0) void renew();
    });
    return () => {
      over = true;
      stop();
    };
  }, []);
}
