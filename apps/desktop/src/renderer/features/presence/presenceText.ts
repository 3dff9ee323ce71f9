import type { Agent, CountedChats, DeclaredPresence, PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { AvailabilityTerm } from '@ringdesk/shared/rules/availability.ts';

import { formatDuration } from '../../text/format.ts';
import { stateWords } from '../../text/presenceWords.ts';
import type { Translate } from '../../text/text.ts';
import { type Held, heldBecause, heldQueues } from '../../workspace/reception.ts';
import { nothingBecause, receivedMedia } from '../../workspace/selectors.ts';

/** A state that may be chosen, in words. */
export function choiceText(
  { state, reasonId }: { readonly state: DeclaredPresence; readonly reasonId: ReasonId | undefined },
  reasons: readonly PresenceReason[],
  t: Translate,
): string {
  return reasons.find(({ id }) => id === reasonId)?.name ?? t(`presence:state.${state}`);
}

/**
 * What the pill says: the declared state, or, where the agent is available and still receives nothing, why (desk 2.5).
 * `live` false: the desk itself has no connection, which outweighs everything.
 */
export function pillText(
  agent: Agent,
  reasons: readonly PresenceReason[],
  queues: readonly Queue[],
  live: boolean,
  t: Translate,
): string {
  if (!live) return t('presence:state.offline');
  if (agent.onCall === 'talking' || agent.onCall === 'wrapUp') return t(`presence:onCall.${agent.onCall}`);
  if (agent.presence.state !== 'available') return stateWords(agent, reasons, t);
  const against = nothingBecause(agent, queues);
  return against === undefined
    ? stateWords(agent, reasons, t)
    : t('presence:not', { reason: t(`presence:term.${against}`) });
}

/**
 * Why no call comes although the agent wants them, with since when; undefined where calls come, are none of theirs, or are
 * switched off.
 */
export function callsOffText(agent: Agent, queues: readonly Queue[], now: number, t: Translate): string | undefined {
  if (receivedMedia(agent, queues).call !== 'on' || agent.phone?.state === 'ready') return undefined;
  const { state, since } = agent.phone ?? { state: 'off', since: agent.presence.since };
  return t(`presence:phone.${state}`, { time: formatDuration(now - since) });
}

/**
 * The dock's sentence: what is received, or the first reason why not; why no calls come, where that is so; and which queues send
 * nothing meanwhile (desk 2.5). `counted`: what of my chats counts towards the limits [18].
 */
export function receivingText(
  agent: Agent,
  queues: readonly Queue[],
  counted: CountedChats | undefined,
  live: boolean,
  now: number,
  t: Translate,
): string {
  if (!live) return t('presence:state.offline');
  const against = nothingBecause(agent, queues);
  if (against !== undefined) return t('presence:not', { reason: t(`presence:term.${against}`) });
  if (queues.length === 0) return t('presence:noQueues');
  const sending = queues.filter((queue) => heldBecause(agent, queue, counted) === undefined);
  const held = heldQueues(agent, queues, counted);
  if (sending.length === 0) {
    // Of several reasons the limit is told: it is the one that I can change.
    const reason = held.has('full') ? 'full' : (held.keys().next().value ?? 'full');
    return t('presence:not', { reason: t(`presence:term.${reason}`) });
  }
  return [sendingText(agent, sending, queues, now, t), ...[...held].map((each) => heldText(each, t))].join(' · ');
}

/** What comes from the queues that send. `queues`: all of mine, whose switches are told too. */
function sendingText(
  agent: Agent,
  sending: readonly Queue[],
  queues: readonly Queue[],
  now: number,
  t: Translate,
): string {
  const { onCall } = agent;
  const wanted = receivedMedia(agent, queues);
  const comes = receivedMedia(agent, sending);
  const chat = wanted.chat === 'off' ? 'off' : comes.chat;
  const call = wanted.call === 'off' ? 'off' : comes.call;
  // [81] No call comes beside another; chats do where one of the queues says so.
  if (onCall === 'talking' || onCall === 'wrapUp') {
    const chats = sending.some(({ medium, settings }) => medium !== 'call' && settings.chatsDuringCalls === 'goOn');
    return chats && chat === 'on' ? t('presence:receiving') : t(`presence:notOnCall.${onCall}`);
  }
  if (call === 'none') return t('presence:receiving');
  if (call === 'off') return t('presence:receivingOnly.chats');
  const off = callsOffText(agent, queues, now, t);
  const chats = ({ on: 'chats', off: 'off', none: 'none' } as const)[chat];
  if (off !== undefined) return t(`presence:callsOff.${chats}`, { reason: off });
  return chat === 'off' ? t('presence:receivingOnly.calls') : t(`presence:receivingCalls.${chats}`);
}

/** Which queues send nothing, and why: one by its name, more by their number. */
export function heldText([reason, queues]: readonly [Held, readonly Queue[]], t: Translate): string {
  const why = t(`presence:term.${reason}`);
  const [first, second] = queues;
  return first === undefined || second !== undefined
    ? t('presence:held.queues', { count: queues.length, reason: why })
    : t('presence:held.queue', { queue: first.name, reason: why });
}

/** One term of availability in words, whether it holds or not. */
export function termText(term: AvailabilityTerm, t: Translate): string {
  if (!term.holds) return t('presence:not', { reason: t(`presence:term.${term.reason}`) });
  return t(`presence:holds.${term.reason}`);
}

/** When the present state becomes longer than its reason allows; undefined when it has no limit. */
export function overSince(agent: Pick<Agent, 'presence'>, reasons: readonly PresenceReason[]): number | undefined {
  const limit = reasons.find(({ id }) => id === agent.presence.reasonId)?.limitMinutes;
  return limit === undefined ? undefined : agent.presence.since + limit * 60_000;
}
