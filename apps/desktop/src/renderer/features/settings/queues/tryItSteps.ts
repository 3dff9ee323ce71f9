import type { QueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { IneligibleReason } from '@ringdesk/shared/model/trace.ts';
import type { Explanation, QueryReply } from '@ringdesk/shared/protocol/queries.ts';

import type { Translate } from '../../../text/text.ts';
import type { DecisionStep } from '../../../ui/settings/TryIt.tsx';
import { momentText } from '../hours/openNow.ts';

/** Reasons of the availability check [17]; all others come after it. */
const UNAVAILABLE: readonly IneligibleReason[] = [
  'dismissed',
  'absent',
  'offline',
  'shiftClosed',
  'busy',
  'break',
  'away',
  'notResponding',
  'chatsOnly',
  'callsOnly',
  'phoneOff',
];

const countOf = (answer: Explanation, reasons: readonly IneligibleReason[]): number =>
  reasons.reduce((sum, reason) => sum + (answer.trace.counts[reason] ?? 0), 0);

/** The checks a new conversation goes through, in order, with how many people each leaves. */
export function tryItSteps(
  t: Translate,
  answer: QueryReply<'routing.tryIt'>,
  settings: Pick<QueueSettings, 'distribution' | 'availabilityCheck' | 'limit' | 'workingHours'>,
  active: boolean,
): readonly DecisionStep[] {
  const people = answer.members.length;
  const available = people - countOf(answer, UNAVAILABLE);
  const atLimit = countOf(answer, ['atLimit']);
  const { eligible } = answer.trace;
  const steps: DecisionStep[] = [
    active
      ? { id: 'active', outcome: 'yes', title: t('try.step.active') }
      : { id: 'active', outcome: 'no', title: t('try.step.inactive'), detail: t('try.step.inactiveDetail') },
    ...(settings.workingHours === null ? [] : [hoursStep(t, answer, settings.workingHours.timeZone)]),
    {
      id: 'members',
      outcome: people === 0 ? 'no' : 'yes',
      title: t('try.step.members', { count: people }),
    },
  ];
  if (people === 0) return steps;
  steps.push({
    id: 'check',
    outcome: available === 0 ? 'no' : available < people ? 'skipped' : 'yes',
    title: t('try.step.available', { count: people, available }),
    detail: t(`try.step.check.${settings.availabilityCheck}`),
  });
  if (available === 0) return steps;
  if (settings.limit !== null) {
    const left = available - atLimit;
    steps.push({
      id: 'limit',
      outcome: left === 0 ? 'no' : atLimit > 0 ? 'skipped' : 'yes',
      title: t('try.step.below', { count: available, below: left }),
      detail: t('try.step.limit', { limit: settings.limit }),
    });
    if (left === 0) return steps;
  }
  steps.push({
    id: 'way',
    outcome: 'yes',
    title: t(`queue.distribution.${settings.distribution}.title`),
    detail: t(`try.step.way.${settings.distribution}`, { count: eligible }),
  });
  return steps;
}

/** [29] */
function hoursStep(t: Translate, { hours, trace }: QueryReply<'routing.tryIt'>, timeZone: string): DecisionStep {
  const { open, changesAt } = hours;
  return {
    id: 'hours',
    outcome: open ? 'yes' : 'no',
    title: t(open ? 'try.step.open' : 'try.step.closed'),
    ...(changesAt !== undefined && {
      detail: t(open ? 'try.step.until' : 'try.step.opens', { time: momentText(changesAt, trace.decidedAt, timeZone) }),
    }),
  };
}

/** Members that could take it, best first as far as the decision tells: the winner, the next, then the others. */
export function inTurn(answer: Explanation): readonly Explanation['members'][number][] {
  const { winner, runnerUp, distribution } = answer.trace;
  const able = answer.members.filter((member) => member.eligible);
  const first = [winner?.agentId, runnerUp?.agentId].flatMap(
    (id) => able.find((member) => id !== undefined && member.agentId === id) ?? [],
  );
  const others = able.filter((member) => !first.includes(member));
  return [...first, ...(distribution === 'evenly' ? others.toSorted((a, b) => a.load - b.load) : others)];
}
