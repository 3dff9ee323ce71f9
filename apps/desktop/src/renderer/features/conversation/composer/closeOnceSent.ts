/**
 * Conversations that are closed by themselves once a message which waited for its files has reached the server. One stays open
 * where the customer wrote meanwhile, where the message was not taken, and where the agent thought better of it.
 */
import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import { text } from '../../../text/text.ts';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { closeConversation } from '../conversationActions.ts';

interface Closing {
  readonly customer: string;
  readonly how: { readonly topic?: string };
  /** The customer's last line when it was asked for. */
  readonly customerSeq: number;
}

const closings = createStore<ReadonlyMap<InteractionId, Closing>>(() => new Map());

export function closeOnceSent(id: InteractionId, customer: string, how: Closing['how'] = {}): void {
  const customerSeq = workspace.getState().mirror?.interactions.get(id)?.lastCustomerSeq ?? 0;
  closings.setState(new Map(closings.getState()).set(id, { customer, how, customerSeq }), true);
}

export function keepOpen(id: InteractionId): void {
  if (!closings.getState().has(id)) return;
  const next = new Map(closings.getState());
  next.delete(id);
  closings.setState(next, true);
}

export const useClosesOnceSent = (id: InteractionId): boolean => useStore(closings, (all) => all.has(id));

/** The message is with the outbox; `taken`: whether the server has it in the end. */
export function closeWhen(id: InteractionId, taken: Promise<boolean>): void {
  const closing = closings.getState().get(id);
  if (closing === undefined) return;
  void taken.then((well) => {
    if (closings.getState().get(id) !== closing) return;
    keepOpen(id);
    if (!well) return;
    const { customer, how, customerSeq } = closing;
    const { mirror } = workspace.getState();
    const interaction = mirror?.interactions.get(id);
    if (interaction?.state !== 'active' || interaction.ownerId !== mirror?.me) return;
    if (interaction.lastCustomerSeq > customerSeq)
      showToast({ text: text('conversation:composer.stayedOpen', { customer }) });
    else closeConversation(id, customer, how);
  });
}

workspace.subscribe(({ link }) => {
  if (link.phase === 'signedOut' && closings.getState().size > 0) closings.setState(new Map(), true);
});
