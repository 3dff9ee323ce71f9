import type { Agent, DeclaredPresence, PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { AvailabilityTerm } from '@ringdesk/shared/rules/availability.ts';

import { formatDuration } from '../../text/format.ts';
import { stateWords } from '../../text/presenceWords.ts';
import type { Translate } from '../../text/text.ts';
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

/** The dock's sentence: what is received, or the first reason why not; and why no calls come, where that is so (desk 2.5). */
export function receivingText(
  agent: Agent,
  queues: readonly Queue[],
  live: boolean,
  now: number,
  t: Translate,
): string {
  if (!live) return t('presence:state.offline');
  const against = nothingBecause(agent, queues);
  if (against !== undefined) return t('presence:not', { reason: t(`presence:term.${against}`) });
  if (queues.length === 0) return t('presence:noQueues');
  const { onCall } = agent;
  const { chat, call } = receivedMedia(agent, queues);
  // [81] No call comes beside another; chats do where one of the queues says so.
  if (onCall === 'talking' || onCall === 'wrapUp') {
    const chats = queues.some(({ medium, settings }) => medium !== 'call' && settings.chatsDuringCalls === 'goOn');
    return chats && chat === 'on' ? t('presence:receiving') : t(`presence:notOnCall.${onCall}`);
  }
  if (call === 'none') return t('presence:receiving');
  if (call === 'off') return t('presence:receivingOnly.chats');
  const off = callsOffText(agent, queues, now, t);
  const chats = ({ on: 'chats', off: 'off', none: 'none' } as const)[chat];
  if (off !== undefined) return t(`presence:callsOff.${chats}`, { reason: off });
  return chat === 'off' ? t('presence:receivingOnly.calls') : t(`presence:receivingCalls.${chats}`);
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
