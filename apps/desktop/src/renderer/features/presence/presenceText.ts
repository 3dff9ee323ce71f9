import type { Agent, DeclaredPresence, PresenceReason } from '@ringdesk/shared/model/agent.ts';
import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { AvailabilityTerm } from '@ringdesk/shared/rules/availability.ts';

import { formatDuration } from '../../text/format.ts';
import type { Translate } from '../../text/text.ts';
import { availabilityOf, ownCallQueues } from '../../workspace/selectors.ts';

/** The declared state in words: the reason where there is one, else the state. */
export function stateText(agent: Pick<Agent, 'presence'>, reasons: readonly PresenceReason[], t: Translate): string {
  const { state, reasonId } = agent.presence;
  return reasons.find(({ id }) => id === reasonId)?.name ?? t(`presence:state.${state}`);
}

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
  if (agent.presence.state !== 'available') return stateText(agent, reasons, t);
  const against = availabilityOf(agent, queues).find(({ holds }) => !holds);
  return against === undefined
    ? t('presence:state.available')
    : t('presence:not', { reason: t(`presence:term.${against.reason}`) });
}

/** Why no call comes although the agent is available, with since when; undefined where calls come, or are none of theirs. */
export function callsOffText(agent: Agent, queues: readonly Queue[], now: number, t: Translate): string | undefined {
  if (ownCallQueues(queues).length === 0 || agent.phone?.state === 'ready') return undefined;
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
  const against = availabilityOf(agent, queues).find(({ holds }) => !holds);
  if (against !== undefined) return t('presence:not', { reason: t(`presence:term.${against.reason}`) });
  if (queues.length === 0) return t('presence:noQueues');
  const { onCall } = agent;
  // [81] No call comes beside another; chats do where one of the queues says so.
  if (onCall === 'talking' || onCall === 'wrapUp') {
    const chats = queues.some(({ medium, settings }) => medium !== 'call' && settings.chatsDuringCalls === 'goOn');
    return chats ? t('presence:receiving') : t(`presence:notOnCall.${onCall}`);
  }
  const calls = ownCallQueues(queues).length;
  if (calls === 0) return t('presence:receiving');
  const off = callsOffText(agent, queues, now, t);
  const chats = calls < queues.length ? 'chats' : 'none';
  return off === undefined ? t(`presence:receivingCalls.${chats}`) : t(`presence:callsOff.${chats}`, { reason: off });
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
