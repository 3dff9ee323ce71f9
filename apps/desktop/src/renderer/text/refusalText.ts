import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { PASSWORD_LENGTH } from '@ringdesk/shared/rules/passwordLength.ts';

import { formatBytes, formatDateTime, formatDuration, formatTime } from './format.ts';
import { text } from './text.ts';
import { withdrawnBecause } from './withdrawnBecause.ts';

/**
 * A refusal as one or two sentences in the language of the screen: what happened and what to do about it.
 *
 * @param nameOf the name of an agent, where the refusal says who has it now
 * @param now the server's time, for refusals which end by themselves
 */
export function refusalText(refusal: Refusal, nameOf: (id: AgentId) => string | undefined, now: number): string {
  const owner = 'ownerId' in refusal && refusal.ownerId !== undefined ? nameOf(refusal.ownerId) : undefined;
  switch (refusal.code) {
    case 'offerGone':
      return offerGoneText(refusal, owner, nameOf);
    case 'wrongState':
    case 'notOwner':
      return owner === undefined
        ? text(`refusals:${refusal.code}`)
        : text(`refusals:${refusal.code}By`, { name: owner });
    case 'badCredentials':
      return refusal.retryAt === undefined || refusal.retryAt <= now
        ? text('refusals:badCredentials')
        : text('refusals:badCredentialsWait', { time: formatDuration(refusal.retryAt - now + 999) });
    case 'slowDown':
      return text('refusals:slowDown', { count: Math.max(1, Math.ceil(refusal.retryAfterMs / 1_000)) });
    case 'atLimit':
      return text('refusals:atLimit', { count: refusal.limit });
    case 'queueNotEmpty':
      return text('refusals:queueNotEmpty', { count: refusal.open });
    case 'channelsConnected':
      return text('refusals:channelsConnected', { count: refusal.channelIds.length });
    case 'customersWaiting':
      return text('refusals:customersWaiting', { count: refusal.waiting });
    case 'weakPassword':
      return text(`refusals:weakPassword.${refusal.reason}`, PASSWORD_LENGTH);
    case 'providerFailed':
      return text(`refusals:providerFailed.${refusal.problem}`);
    case 'numberNotAllowed':
      return text(`refusals:numberNotAllowed.${refusal.because}`);
    case 'tooManyCalls':
      return tooManyCallsText(refusal);
    case 'recordingErased':
      return text('refusals:recordingErased', { when: formatDateTime(refusal.at) });
    case 'trunkInUse':
      return text('refusals:trunkInUse', { count: refusal.channelIds.length });
    case 'tooLarge':
      return text('refusals:tooLarge', { size: formatBytes(refusal.maxBytes) });
    case 'internal':
      return text('refusals:internal', { report: refusal.report });
    default:
      return text(`refusals:${refusal.code}`);
  }
}

/** Which cap, and when it is possible again. */
function tooManyCallsText({ per, limit, resetsAt }: Extract<Refusal, { code: 'tooManyCalls' }>): string {
  if (per === 'trunk' || limit === undefined || resetsAt === undefined) return text(`refusals:tooManyCalls.${per}`);
  const time = per === 'hour' ? formatTime(resetsAt) : formatDateTime(resetsAt);
  return text(`refusals:tooManyCalls.${per}Until`, { count: limit, time });
}

function offerGoneText(
  refusal: Extract<Refusal, { code: 'offerGone' }>,
  owner: string | undefined,
  nameOf: (id: AgentId) => string | undefined,
): string {
  const { end } = refusal;
  const by = owner ?? (end.outcome === 'withdrawn' && end.by !== undefined ? nameOf(end.by) : undefined);
  if (by !== undefined) return text('refusals:offerGoneTo', { name: by });
  if (end.outcome !== 'withdrawn') return text(`refusals:offerEnded.${end.outcome}`);
  const because = withdrawnBecause(end);
  // That the state has changed is what is said where nothing else stood in the way.
  return because === undefined || because === 'state'
    ? text(`refusals:offerWithdrawn.${end.reason}`)
    : text(`refusals:offerWithdrawn.because.${because}`);
}
