/**
 * Somebody was asked while the customer waits, and nobody came. The person learns it in a word that goes by, and in one that
 * stays at the call until they are back with the customer or ask somebody else: on hold nobody comes back by itself.
 */
import type { Consult } from '@ringdesk/shared/model/call.ts';
import type { InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useCallback, useSyncExternalStore } from 'react';

import type { Softphone } from '../../phone/softphone.ts';
import { text } from '../../text/text.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import type { Mirror } from '../../workspace/mirror.ts';
import { consultedName } from './names.ts';

/** Stays a little: whoever asked looks at something else meanwhile. Milliseconds. */
const SHOWN_MS = 12_000;

/** Whoever was asked, of a call that waits; a new value at each change. */
export interface InVain {
  readonly with: Consult['with'];
  readonly queueId: QueueId | undefined;
  /** Its name; undefined: it is not known here. */
  readonly queueName: string | undefined;
}

const inVain = new Map<InteractionId, InVain>();
const listeners = new Set<() => void>();
const changed = (): void => {
  for (const listener of listeners) listener();
};
/** The person went back to the customer themselves: that nobody came is no news. */
const tookBack = new Set<InteractionId>();

/** The person does not want to wait for who is asked any longer. */
export const stopsAsking = (id: InteractionId): void => void tookBack.add(id);

/** They still do: it could not be taken back. */
export const goesOnAsking = (id: InteractionId): void => void tookBack.delete(id);

/** Of whom it is said that they did not come. */
export const inVainText = ({ with: who, queueId, queueName }: InVain): string => {
  if (queueId === undefined) return text('calls:consult.didNotCome', { name: consultedName(who) });
  return queueName === undefined ? text('calls:consult.nobody') : text('calls:consult.nobodyOf', { queue: queueName });
};

/** Looks at what became of the calls between two states of the workspace. Calls of nobody else are looked at. */
export function followConsults(phone: Pick<Softphone, 'resume'>, before: Mirror | undefined, now: Mirror): void {
  for (const id of now.lists.calls) {
    const interaction = now.interactions.get(id);
    if (interaction !== undefined) followOne(phone, before, now, interaction);
  }
  for (const id of inVain.keys()) if (!waits(now.interactions.get(id), now)) forget(id);
}

const waits = (interaction: Interaction | undefined, { me }: Mirror): boolean =>
  interaction?.state === 'active' &&
  interaction.ownerId === me &&
  interaction.call?.heldSince !== undefined &&
  interaction.call.consult === undefined;

const forget = (id: InteractionId): void => {
  if (inVain.delete(id)) changed();
};

function followOne(
  phone: Pick<Softphone, 'resume'>,
  before: Mirror | undefined,
  now: Mirror,
  interaction: Interaction,
): void {
  const { id } = interaction;
  const asked = before?.interactions.get(id)?.call?.consult;
  if (asked === undefined || interaction.call?.consult !== undefined) return;
  const byMe = tookBack.delete(id);
  if (byMe || asked.state !== 'ringing' || !waits(interaction, now)) return;
  const { queueId } = asked;
  const made = { with: asked.with, queueId, queueName: queueId && now.queues.get(queueId)?.name };
  inVain.set(id, made);
  changed();
  showToast({
    text: inVainText(made),
    tone: 'warn',
    duration: SHOWN_MS,
    action: { label: text('calls:act.return'), onPress: () => phone.resume(id) },
  });
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Who was asked about this call in vain, while the customer waits. */
export function useInVain(id: InteractionId): InVain | undefined {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => inVain.get(id), [id]),
  );
}
