import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Happening } from '@ringdesk/shared/model/message.ts';

import { callSentence } from './callSentence.ts';

/** A key of the `conversation` texts and what its sentence names. */
export interface HappeningSentence {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface HappeningFacts {
  readonly me: AgentId | undefined;
  readonly nameOf: (id: AgentId) => string;
  /** A time to come, in words. */
  readonly when: (at: number) => string;
}

/**
 * What happened, as one whole sentence of the texts. Languages which say "you" have forms of their own for what I did;
 * the others use the same sentence with my name.
 */
export function happeningSentence(what: Happening['what'], { me, nameOf, when }: HappeningFacts): HappeningSentence {
  const of = (key: string, values: HappeningSentence['values'] = {}): HappeningSentence => ({
    key: `happening.${key}`,
    values,
  });
  const mine = (id: AgentId | undefined, own: string, other: string): string =>
    id !== undefined && id === me ? own : other;
  switch (what.name) {
    case 'accepted':
      return of(mine(what.agentId, 'acceptedMe', 'accepted'), { agent: nameOf(what.agentId) });
    case 'intercepted':
    case 'taken':
      return what.fromAgentId === undefined
        ? of(mine(what.agentId, `${what.name}Me`, what.name), { agent: nameOf(what.agentId) })
        : of(`${what.name}From`, { agent: nameOf(what.agentId), from: nameOf(what.fromAgentId) });
    case 'transferred':
      return transferred(what, me, nameOf);
    case 'transferEnded':
      return of(`transferEnded.${what.outcome}`, { from: nameOf(what.fromAgentId), to: nameOf(what.toAgentId) });
    case 'returned':
      return of(`returned.${what.reason}`, { agent: nameOf(what.agentId) });
    case 'parked':
      return of(mine(what.agentId, 'parkedMe', 'parked'), { agent: nameOf(what.agentId), when: when(what.until) });
    case 'woke':
      return of(`woke.${what.because}`);
    case 'closed':
      if (what.because !== undefined)
        return of(`closed.${what.because}`, what.agentId === undefined ? {} : { agent: nameOf(what.agentId) });
      return closedOrReopened(what, mine, nameOf);
    case 'reopened':
      return closedOrReopened(what, mine, nameOf);
    case 'consented':
      return of('consented', { version: String(what.version) });
    case 'contactGiven':
    case 'unanswered':
    case 'transcriptSent':
      return of(what.name);
    case 'overdue':
      return of(`overdue.${what.which}`);
    case 'rated':
      return rated(what, nameOf);
    case 'botBegan':
      return of('botBegan', { bot: what.botName });
    case 'botHandedOver':
      return what.queueName === undefined
        ? of(`botHandedOver.${what.because}`)
        : of('botHandedOver.queue', { queue: what.queueName });
    case 'senderBlocked':
      return of(what.reason === undefined ? 'senderBlocked' : `senderBlockedFor.${what.reason}`, {
        agent: nameOf(what.agentId),
      });
    case 'colleagueJoined':
    case 'colleagueLeft':
    case 'senderUnblocked':
      return of(what.name, { agent: nameOf(what.agentId) });
    case 'callArrived':
    case 'called':
    case 'callAnswered':
    case 'callHeld':
    case 'callEnded':
    case 'callForwarded':
    case 'consulted':
    case 'recording':
    case 'recordingPaused':
    case 'recorded':
    case 'listened':
    case 'missedSettled':
    case 'sentOnEnded':
      return callSentence(what, { me, nameOf });
    case 'customerLeft':
      return of('customerLeft');
    case 'customerNamed':
      return what.customerName === '' ? of('customerUnnamed') : of('customerNamed', { name: what.customerName });
  }
}

function closedOrReopened(
  what: Extract<Happening['what'], { name: 'closed' | 'reopened' }>,
  mine: (id: AgentId | undefined, own: string, other: string) => string,
  nameOf: HappeningFacts['nameOf'],
): HappeningSentence {
  const by = what.by === 'agent' ? mine(what.agentId, 'me', 'agent') : what.by;
  return {
    key: `happening.${what.name}.${by}`,
    values: what.agentId === undefined ? {} : { agent: nameOf(what.agentId) },
  };
}

/** [43] The comment, where there is one, is part of the sentence. */
function rated(
  { by, agentId, score, comment }: Extract<Happening['what'], { name: 'rated' }>,
  nameOf: HappeningFacts['nameOf'],
): HappeningSentence {
  return {
    key: `happening.rated.${by}${comment === null || comment === '' ? '' : 'Said'}`,
    values: {
      score: String(score),
      ...(agentId === undefined ? {} : { agent: nameOf(agentId) }),
      ...(comment === null ? {} : { comment }),
    },
  };
}

function transferred(
  what: Extract<Happening['what'], { name: 'transferred' }>,
  me: AgentId | undefined,
  nameOf: HappeningFacts['nameOf'],
): HappeningSentence {
  const from = nameOf(what.fromAgentId);
  if (what.byAgentId !== undefined) {
    const by = nameOf(what.byAgentId);
    return what.toAgentId === undefined
      ? { key: 'happening.transferredToQueueBy', values: { by, from, queue: what.toQueueName ?? '' } }
      : { key: 'happening.transferredBy', values: { by, from, to: nameOf(what.toAgentId) } };
  }
  const byMe = what.fromAgentId === me ? 'ByMe' : '';
  if (what.toAgentId === undefined) {
    return { key: `happening.transferredToQueue${byMe}`, values: { from, queue: what.toQueueName ?? '' } };
  }
  const key = byMe === '' && what.toAgentId === me ? 'happening.transferredToMe' : `happening.transferred${byMe}`;
  return { key, values: { from, to: nameOf(what.toAgentId) } };
}
