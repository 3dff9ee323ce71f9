import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { nextByNeed } from '../features/inbox/steps.ts';
import { workspace } from '../workspace/workspace.ts';
import { navigate } from './router.ts';

/** Opens the conversation that waits longest for me; the list where nobody else waits. */
export function openNext(from: InteractionId): void {
  const { mirror } = workspace.getState();
  const next = mirror === undefined ? undefined : nextByNeed(mirror.lists, from);
  navigate(next === undefined ? '/inbox' : `/inbox/${next}`);
}
