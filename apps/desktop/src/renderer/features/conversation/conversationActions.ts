import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { CommandInput, CommandName } from '@ringdesk/shared/protocol/commands.ts';

import { sendCommand } from '../../connection/connection.ts';
import { text } from '../../text/text.ts';
import { closeToast, showUndo } from '../../ui/feedback/toasts.ts';
import { showRefusal } from './names.ts';

/** Sends a command and tells why, when it was refused. */
export async function act<N extends CommandName>(name: N, input: CommandInput<N>): Promise<boolean> {
  if ('interactionId' in input) endUndo(input.interactionId);
  const reply = await sendCommand(name, input);
  if (!reply.ok) showRefusal(reply.error);
  return reply.ok;
}

/** The last undo that is offered for a conversation; whatever is done next with it makes the offer stale. */
const undoable = new Map<InteractionId, string>();

function endUndo(id: InteractionId): void {
  const toast = undoable.get(id);
  if (toast !== undefined) closeToast(toast);
  undoable.delete(id);
}

/** Does something at once and offers to take it back for five seconds; a refusal takes the offer away again. */
function withUndo(id: InteractionId, done: Promise<boolean>, words: string, undo: () => void): void {
  const toast = showUndo(words, text('conversation:undo.label'), undo);
  undoable.set(id, toast);
  void done.then((well) => {
    if (!well) closeToast(toast);
  });
}

/** A second press of "close and next" within this time was meant for the conversation that is already gone (desk 2.11). */
const CLOSE_GUARD_MS = 1_000;
let nextClosedAt = Number.NEGATIVE_INFINITY;

/** Whether a key that closes and goes on may act now, or was pressed twice. `now`: a clock that does not jump. */
export function mayCloseAgain(now: number): boolean {
  if (now - nextClosedAt < CLOSE_GUARD_MS) return false;
  nextClosedAt = now;
  return true;
}

export function closeConversation(
  interactionId: InteractionId,
  customer: string,
  how: { readonly topic?: string; readonly spam?: true } = {},
): void {
  withUndo(
    interactionId,
    act('interaction.close', { interactionId, ...how }),
    text(how.spam === true ? 'conversation:undo.spam' : 'conversation:undo.closed', { customer }),
    () => void act('interaction.reopen', { interactionId }),
  );
}

export function parkConversation(
  interactionId: InteractionId,
  until: number,
  words: { readonly customer: string; readonly when: string },
): void {
  withUndo(
    interactionId,
    act('interaction.park', { interactionId, until }),
    text('conversation:undo.parked', words),
    () => void act('interaction.unpark', { interactionId }),
  );
}

/** Undone as long as nobody has accepted it: the offer is cancelled, or it comes back from the other queue to this one. */
export function transferConversation(
  input: CommandInput<'interaction.transfer'>,
  words: { readonly customer: string; readonly target: string },
): void {
  const { interactionId } = input;
  withUndo(
    interactionId,
    act('interaction.transfer', input),
    text('conversation:undo.transferred', words),
    () => void act('interaction.cancelTransfer', { interactionId }),
  );
}
