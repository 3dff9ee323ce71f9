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

interface Fetched {
  readonly id: InteractionId;
  readonly interaction: Interaction | undefined;
  /** As the mirror had it last: what became of it then is not known. */
  readonly mirrored: boolean;
}

/**
 * The interaction whose thread is open: from the mirror, or, for an old one that is not in it, asked for once. What was
 * there stays shown when it leaves the mirror (closed and out of sight), so that a thread is never torn away; it leaves without
 * a last word, so it is asked for again.
 */
export function useShownInteraction(id: InteractionId | undefined): ShownInteraction {
  const mirrored = useInteraction(id);
  const live = useIsLive();
  const [fetched, setFetched] = useState<Fetched>();
  const missing = id !== undefined && mirrored === undefined && (fetched?.id !== id || fetched.mirrored);
  if (mirrored !== undefined && fetched?.interaction !== mirrored)
    setFetched({ id: mirrored.id, interaction: mirrored, mirrored: true });
  useEffect(() => {
    if (!missing || !live) return undefined;
    return untilAnswered(
      () => ask('transcript.get', { interactionId: id, limit: 1 }),
      (reply) => {
        if (reply.ok) setFetched({ id, interaction: reply.value.interaction, mirrored: false });
        else if (reply.error.code !== 'unavailable') setFetched((before) => withoutAnswer(before, id));
      },
    );
  }, [id, missing, live]);
  if (id === undefined) return { state: 'none' };
  if (mirrored !== undefined) return { state: 'here', interaction: mirrored };
  if (fetched?.id !== id) return { state: 'loading' };
  return fetched.interaction === undefined ? { state: 'gone' } : { state: 'here', interaction: fetched.interaction };
}

/** Who may not see it any more keeps what they saw. */
const withoutAnswer = (before: Fetched | undefined, id: InteractionId): Fetched => ({
  id,
  interaction: before?.id === id ? before.interaction : undefined,
  mirrored: false,
});
