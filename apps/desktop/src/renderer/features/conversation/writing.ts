/**
 * Puts the caret where the answer is written, of a conversation that is only now being opened: its code and its messages
 * may still be on the way.
 *
 *   writeIn(id)               it was accepted: its answer is written next
 *   onWriteIn(id, listener)   its composer is there; called at once where the caret is wanted already
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

let wanted: InteractionId | undefined;
let here: { readonly id: InteractionId; readonly listener: () => void } | undefined;

export function writeIn(id: InteractionId): void {
  if (here?.id === id) here.listener();
  else wanted = id;
}

/** Another conversation that is opened meanwhile keeps the caret where it is. */
export function onWriteIn(id: InteractionId, listener: () => void): () => void {
  const mine = { id, listener };
  here = mine;
  if (wanted === id) listener();
  wanted = undefined;
  return () => {
    if (here === mine) here = undefined;
  };
}
