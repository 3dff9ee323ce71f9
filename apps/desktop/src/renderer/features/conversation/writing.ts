/**
 * Puts the caret where the answer is written, of a conversation that is only now being opened: its code and its messages
 * may still be on the way. What was typed since it was accepted goes with it.
 *
 *   writeIn(id)               it was accepted: its answer is written next
 *   onWriteIn(id, listener)   its composer is there; called at once where the caret is wanted already
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';

import { takeWords, wordsElsewhere } from '../../ui/conversation/heldWords.ts';

type Listener = (words: string) => void;

let wanted: InteractionId | undefined;
let here: { readonly id: InteractionId; readonly listener: Listener } | undefined;

export function writeIn(id: InteractionId): void {
  if (here?.id === id) begin(id, here.listener);
  else wanted = id;
}

/** Another conversation that is opened meanwhile keeps the caret where it is. */
export function onWriteIn(id: InteractionId, listener: Listener): () => void {
  const mine = { id, listener };
  here = mine;
  if (wanted === id) begin(id, listener);
  wanted = undefined;
  return () => {
    if (here === mine) here = undefined;
  };
}

/** Unless the next one was accepted already: then the caret and what is typed are for that one. */
function begin(id: InteractionId, listener: Listener): void {
  if (!wordsElsewhere(id)) listener(takeWords(id));
}
