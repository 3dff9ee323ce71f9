/**
 * Read means seen: window focused, thread open, line in view for 500 ms; anything less keeps it unread (desk 2.6).
 *
 *   reportSeen(interactionId, seq)   the transcript says the highest line in view, whenever it changes
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import type { Mirror } from '../workspace/mirror.ts';
import { workspace } from '../workspace/workspace.ts';
import { sendCommand } from './connection.ts';

export const SEEN_AFTER_MS = 500;

let inView: { readonly id: InteractionId; readonly seq: number } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let watching = false;

export function reportSeen(interactionId: InteractionId, seq: number): void {
  if (!watching) watchFocus();
  if (inView?.id === interactionId && inView.seq === seq && timer !== undefined) return;
  inView = { id: interactionId, seq };
  restart();
}

/** Does reading up to `seq` change anything for the server? Only for my own conversations and where I was mentioned. */
export function readingMatters(mirror: Mirror | undefined, id: InteractionId, seq: number): boolean {
  const interaction = mirror?.interactions.get(id);
  if (mirror === undefined || interaction === undefined) return false;
  if (interaction.mentioned.includes(mirror.me)) return true;
  return 'ownerId' in interaction && interaction.ownerId === mirror.me && seq > interaction.ownerReadSeq;
}

function watchFocus(): void {
  watching = true;
  window.addEventListener('focus', restart);
  window.addEventListener('blur', restart);
  document.addEventListener('visibilitychange', restart);
  workspace.subscribe((state, before) => {
    if (state.open !== before.open) restart();
  });
}

/** The half second begins anew with every change of what is seen. */
function restart(): void {
  clearTimeout(timer);
  timer = undefined;
  if (inView === undefined || !document.hasFocus() || workspace.getState().open !== inView.id) return;
  timer = setTimeout(() => {
    timer = undefined;
    if (inView === undefined) return;
    const { id, seq } = inView;
    if (readingMatters(workspace.getState().mirror, id, seq))
      void sendCommand('interaction.read', { interactionId: id, seq });
  }, SEEN_AFTER_MS);
}
