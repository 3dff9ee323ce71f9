import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useEffect, useState } from 'react';

import { ask } from '../../connection/connection.ts';
import { untilAnswered } from '../../connection/untilAnswered.ts';
import { useInteraction, useIsLive } from '../../workspace/hooks.ts';

export type ShownInteraction =
  | { readonly state: 'none' }
  | { readonly state: 'loading' }
  | { readonly state: 'gone' }
  | { readonly state: 'here'; readonly interaction: Interaction };

/**
 * The interaction whose thread is open: from the mirror, or, for an old one that is not in it, asked for once. What was
 * there stays shown when it leaves the mirror (closed and out of sight), so that a thread is never torn away.
 */
export function useShownInteraction(id: InteractionId | undefined): ShownInteraction {
  const mirrored = useInteraction(id);
  const live = useIsLive();
  const [fetched, setFetched] = useState<{
    readonly id: InteractionId;
    readonly interaction: Interaction | undefined;
  }>();
  const missing = id !== undefined && mirrored === undefined && fetched?.id !== id;
  if (mirrored !== undefined && fetched?.interaction !== mirrored)
    setFetched({ id: mirrored.id, interaction: mirrored });
  useEffect(() => {
    if (!missing || !live) return undefined;
    return untilAnswered(
      () => ask('transcript.get', { interactionId: id, limit: 1 }),
      (reply) => {
        if (reply.ok) setFetched({ id, interaction: reply.value.interaction });
        else if (reply.error.code !== 'unavailable') setFetched({ id, interaction: undefined });
      },
    );
  }, [id, missing, live]);
  if (id === undefined) return { state: 'none' };
  if (mirrored !== undefined) return { state: 'here', interaction: mirrored };
  if (fetched?.id !== id) return { state: 'loading' };
  return fetched.interaction === undefined ? { state: 'gone' } : { state: 'here', interaction: fetched.interaction };
}
