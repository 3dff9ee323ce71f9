import type { AgentId } from '@ringdesk/shared/model/ids.ts';
import type { Happening } from '@ringdesk/shared/model/message.ts';

import { formatDuration } from '../../../text/format.ts';
import { phoneText } from '../../../text/phoneNumber.ts';
import type { HappeningFacts, HappeningSentence } from './happeningSentence.ts';

/** What can happen in a call [73]. */
export type CallHappening = Extract<
  Happening['what'],
  {
    name:
      | 'callArrived'
      | 'called'
      | 'callAnswered'
      | 'callHeld'
      | 'callEnded'
      | 'callForwarded'
      | 'consulted'
      | 'recording'
      | 'recordingPaused'
      | 'recorded'
      | 'listened'
      | 'missedSettled'
      | 'sentOnEnded';
  }
>;

/** The same as `happeningSentence`, of calls. */
export function callSentence(
  what: CallHappening,
  { me, nameOf }: Pick<HappeningFacts, 'me' | 'nameOf'>,
): HappeningSentence {
  const of = (key: string, values: HappeningSentence['values'] = {}): HappeningSentence => ({
    key: `happening.${what.name}${key === '' ? '' : `.${key}`}`,
    values,
  });
  const other = (agentId: AgentId | undefined, number: string | undefined): string =>
    agentId === undefined ? phoneText(number ?? '') : nameOf(agentId);
  switch (what.name) {
    case 'callArrived':
      return what.number === undefined ? of('withheld') : of('number', { number: phoneText(what.number) });
    case 'called':
      if (what.number === undefined) return of('web', { agent: nameOf(what.agentId) });
      return of(what.agentId === me ? 'me' : 'number', { agent: nameOf(what.agentId), number: phoneText(what.number) });
    case 'callAnswered':
      return of('');
    case 'callHeld':
    case 'recording':
    case 'recordingPaused':
      return of(what.on ? 'on' : 'off');
    case 'callEnded': {
      const time = formatDuration(what.talkSeconds * 1_000);
      if (what.outcome !== 'answered' || what.by === 'server') return of(what.outcome, { time });
      if (what.by === 'customer' || what.agentId === undefined) return of(`hungUp.${what.by}`, { time });
      return of(what.agentId === me ? 'hungUp.me' : 'hungUp.agent', { agent: nameOf(what.agentId), time });
    }
    case 'callForwarded':
      if (what.toQueueName !== undefined) return of('queue', { queue: what.toQueueName });
      return what.toAgentId === undefined
        ? of('number', { number: phoneText(what.number ?? '') })
        : of('agent', { agent: nameOf(what.toAgentId) });
    case 'consulted': {
      const { outcome, withQueueName } = what;
      const asked = what.withAgentId === undefined && withQueueName !== undefined ? withQueueName : undefined;
      return of(asked !== undefined && outcome === 'began' ? 'beganQueue' : outcome, {
        agent: nameOf(what.agentId),
        with: asked ?? other(what.withAgentId, what.number),
      });
    }
    case 'recorded':
      return what.attachmentId === null ? of('erased') : of(what.kind, { time: formatDuration(what.seconds * 1_000) });
    case 'missedSettled':
      return of(what.outcome, { agent: nameOf(what.agentId) });
    case 'sentOnEnded': {
      const values = { number: phoneText(what.number ?? ''), time: formatDuration(what.seconds * 1_000) };
      if (what.agentId === undefined) return of('over', values);
      return of(what.agentId === me ? 'me' : 'agent', { ...values, agent: nameOf(what.agentId) });
    }
    case 'listened':
      return of(what.on ? what.mode : 'ended', { agent: nameOf(what.agentId) });
  }
}
