/**
 * What a person does with calls: the server decides who talks with whom, the phone of this desk carries the sound. Each act
 * is the command and, where the leg is here, what the phone does with it.
 */
import type { ListenMode } from '@ringdesk/shared/model/call.ts';
import type { AgentId, InteractionId, QueueId } from '@ringdesk/shared/model/ids.ts';
import type { CommandInput, CommandName } from '@ringdesk/shared/protocol/commands.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';

import { sendCommand } from '../../connection/connection.ts';
import { newId } from '../../connection/session.ts';
import { isReturning } from '../../phone/phoneCall.ts';
import { refusalText } from '../../text/refusalText.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import { serverNow } from '../../workspace/clock.ts';
import { workspace } from '../../workspace/workspace.ts';
import { goesOnAsking, stopsAsking } from './askedInVain.ts';
import { phone, phoneCall } from './phone.ts';
import { noteCallChange } from './useCallRound.ts';

export type CallTo =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'number'; readonly number: string };

export const sayRefusal = (refusal: Refusal): string =>
  refusalText(refusal, (id) => workspace.getState().mirror?.agents.get(id)?.name, serverNow());

/** Sends it and tells why, where it was refused. */
export async function act<N extends CommandName>(name: N, input: CommandInput<N>): Promise<boolean> {
  const reply = await sendCommand(name, input);
  if (!reply.ok) showToast({ text: sayRefusal(reply.error), tone: 'bad' });
  return reply.ok;
}

export interface DialOptions {
  /** The missed call that is returned. */
  readonly returns?: InteractionId | undefined;
  /** In whose name. */
  readonly queueId?: QueueId | undefined;
}

let lastDialled: CallTo | undefined;
/** Whom this desk called last, for redialling. */
export const redialTarget = (): CallTo | undefined => lastDialled;

/** Calls somebody; resolves to the new call, or to the refusal. */
export async function dial(
  to: CallTo,
  { returns, queueId }: DialOptions = {},
): Promise<{ readonly id: InteractionId } | { readonly refusal: Refusal }> {
  const id = newId<InteractionId>();
  const reply = await sendCommand('call.dial', {
    interactionId: id,
    to,
    ...(queueId === undefined ? {} : { queueId }),
    ...(returns === undefined ? {} : { returns }),
  });
  if (!reply.ok) return { refusal: reply.error };
  lastDialled = to;
  if (returns !== undefined) noteCallChange();
  phone()?.dial(id);
  return { id };
}

/** A second press of a key that hangs up was meant for the call that is already over (desk 2.11). */
const END_GUARD_MS = 1_000;
let endedAt = Number.NEGATIVE_INFINITY;

/** Whether a press may end a call now. `now`: a clock that does not jump. */
export function mayEndAgain(now: number): boolean {
  if (now - endedAt < END_GUARD_MS) return false;
  endedAt = now;
  return true;
}

/** Over for everybody. The leg that is here ends by itself, also while the desk has no connection. */
export async function hangUp(id: InteractionId): Promise<void> {
  const here = phoneCall(id);
  if (here !== undefined) phone()?.hangUp(id);
  // One that is on its way back has no leg here yet.
  if (here === undefined || isReturning(here)) await act('call.hangUp', { interactionId: id });
}

export async function sendOn(id: InteractionId, to: CallTo): Promise<boolean> {
  const done =
    to.kind === 'agent'
      ? await act('interaction.transfer', { interactionId: id, to })
      : await act('call.sendOn', { interactionId: id, number: to.number });
  if (done) phone()?.complete(id);
  return done;
}

export async function sendToQueue(id: InteractionId, queueId: QueueId): Promise<boolean> {
  const done = await act('interaction.transfer', { interactionId: id, to: { kind: 'queue', queueId } });
  if (done) phone()?.complete(id);
  return done;
}

/** The customer waits on hold from the moment somebody is asked. Our own leg to them is made when they are there. */
export async function consult(
  id: InteractionId,
  to: CallTo | { readonly kind: 'queue'; readonly queueId: QueueId },
): Promise<boolean> {
  phone()?.hold(id);
  const done = await act('call.consult', { interactionId: id, with: to });
  if (!done) phone()?.resume(id);
  return done;
}

export async function completeConsult(id: InteractionId): Promise<void> {
  if (await act('call.completeConsult', { interactionId: id })) phone()?.complete(id);
}

export async function endConsult(id: InteractionId): Promise<void> {
  stopsAsking(id);
  if (await act('call.endConsult', { interactionId: id })) phone()?.endConsult(id);
  else goesOnAsking(id);
}

export async function conference(id: InteractionId): Promise<void> {
  if (await act('call.conference', { interactionId: id })) phone()?.conference(id);
}

export async function listen(id: InteractionId, mode: ListenMode): Promise<void> {
  if (await act('call.listen', { interactionId: id, mode })) phone()?.listen(id, mode);
}

export async function stopListening(id: InteractionId): Promise<void> {
  phone()?.hangUp(id);
  await act('call.stopListening', { interactionId: id });
}
