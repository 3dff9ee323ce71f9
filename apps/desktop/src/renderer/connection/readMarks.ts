/**
 * Read means seen: window focused, thread open in it, line in view for 500 ms; anything less keeps it unread (desk 2.6).
 *
 *   reportSeen(interactionId, seq)   the transcript says the highest line in view, whenever it changes
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { isOnScreen, lookedAt, watchAttention } from '../workspace/attention.ts';
import type { Mirror } from '../workspace/mirror.ts';
import { workspace } from '../workspace/workspace.ts';
import { sendCommand } from './connection.ts';

export const SEEN_AFTER_MS = 500;

/** The highest line in view of every conversation that is on the screen in some window. */
const inView = new Map<InteractionId, number>();
let timer: ReturnType<typeof setTimeout> | undefined;
let watching = false;

export function reportSeen(interactionId: InteractionId, seq: number): void {
  if (!watching) watchAttention(restart);
  watching = true;
  if (inView.get(interactionId) === seq && timer !== undefined) return;
  inView.set(interactionId, seq);
  if (lookedAt() === interactionId) restart();
}

/** Does reading up to `seq` change anything for the server? Only for my own conversations and where I was mentioned. */
export function readingMatters(mirror: Mirror | undefined, id: InteractionId, seq: number): boolean {
  const interaction = mirror?.interactions.get(id);
  if (mirror === undefined || interaction === undefined) return false;
  if (interaction.mentioned.includes(mirror.me)) return true;
  return 'ownerId' in interaction && interaction.ownerId === mirror.me && seq > interaction.ownerReadSeq;
}

/** The half second begins anew with every change of what is seen. */
function restart(): void {
  clearTimeout(timer);
  timer = undefined;
  for (const id of inView.keys()) if (!isOnScreen(id)) inView.delete(id);
  const id = lookedAt();
  if (id === undefined || !inView.has(id)) return;
  timer = setTimeout(() => {
    timer = undefined;
    const seq = inView.get(id);
    if (seq !== undefined && readingMatters(workspace.getState().mirror, id, seq))
      void sendCommand('interaction.read', { interactionId: id, seq });
  }, SEEN_AFTER_MS);
}
