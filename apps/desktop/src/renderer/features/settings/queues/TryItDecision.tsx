import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { Explanation, QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import { type ReactNode, useState } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { Candidate, DecisionSteps, Winner } from '../../../ui/settings/TryIt.tsx';
import { AgentAvatar } from '../frame/AgentAvatar.tsx';
import { secondsText, useSettingsText } from '../frame/useWords.ts';
import { momentText } from '../hours/openNow.ts';
import type { QueueCardProps } from './queueCard.ts';
import { inTurn, tryItSteps } from './tryItSteps.ts';
import type { Around } from './useSurroundings.ts';

const SKIPPED_AT_FIRST = 4;

export type Trial = QueryReply<'routing.tryIt'>;

type Given = Pick<QueueCardProps, 'form' | 'around'>;

/** Something to know instead of a decision. */
export const Notice = ({ children }: { readonly children: ReactNode }) => (
  <div className="p-4">
    <Banner tone="warn">{children}</Banner>
  </div>
);

/** Who would get it, and why the others not; while the queue is closed [29]: until when it waits. */
export function TryItDecision({ form, around, answer }: Given & { readonly answer: Trial }) {
  const t = useSettingsText();
  const { values } = form;
  const able = inTurn(answer);
  const toAll = answer.trace.distribution === 'toAll';
  const skipped = answer.members.filter((member) => !member.eligible);
  const steps = <DecisionSteps label={t('try.steps')} steps={tryItSteps(t, answer, values, around.active)} />;
  if (!answer.hours.open) {
    const { changesAt } = answer.hours;
    const zone = values.workingHours?.timeZone ?? 'UTC';
    const calls = values.medium === 'call';
    return (
      <>
        {steps}
        <Notice>
          {changesAt === undefined
            ? t(calls ? 'try.callsClosedForEver' : 'try.closedForEver')
            : t(calls ? 'try.callsClosed' : 'try.closed', {
                time: momentText(changesAt, answer.trace.decidedAt, zone),
              })}
        </Notice>
      </>
    );
  }
  return (
    <>
      {steps}
      {able.length === 0 ? (
        <Notice>{t('try.nobody')}</Notice>
      ) : toAll ? (
        <h3 className="px-4 pt-1 pb-1 text-12 font-semibold">{t('try.ringsAt', { count: able.length })}</h3>
      ) : (
        <WinnerCard form={form} around={around} answer={answer} />
      )}
      <ul>
        {able.slice(toAll ? 0 : 1).map((member, index) => (
          <MemberLine
            key={member.agentId}
            agent={around.agentOf(member.agentId)}
            {...(!toAll && index === 0 ? { rank: 2 } : {})}
            detail={
              toAll
                ? t('try.firstWins')
                : index === 0
                  ? t('try.next', { time: secondsText(values.offerSeconds) })
                  : t('try.later')
            }
            aside={<LoadText member={member} limit={values.limit} />}
          />
        ))}
      </ul>
      <Skipped members={skipped} around={around} limit={values.limit} />
    </>
  );
}

function WinnerCard({ form, around, answer }: Given & { readonly answer: Explanation }) {
  const t = useSettingsText();
  const { trace } = answer;
  const winner = trace.winner && around.agentOf(trace.winner.agentId);
  const member = answer.members.find((each) => each.agentId === winner?.id);
  if (winner === undefined || member === undefined) return null;
  const next = trace.runnerUp && around.agentOf(trace.runnerUp.agentId);
  const rule = trace.distribution === 'strict' ? 'strict' : 'evenly';
  const values = { count: trace.eligible, time: secondsText(form.values.offerSeconds), next: next?.name ?? '' };
  return (
    <Winner
      avatar={<AgentAvatar agent={winner} size={36} />}
      lead={t('try.gets')}
      name={winner.name}
      load={loadText(t, member, form.values.limit)}
      text={t(`try.why.${rule}${next === undefined ? 'Alone' : 'Next'}`, values)}
    />
  );
}

function Skipped({
  members,
  around,
  limit,
}: {
  readonly members: readonly Explanation['members'][number][];
  readonly around: Around;
  readonly limit: number | null;
}) {
  const t = useSettingsText();
  const [all, setAll] = useState(false);
  if (members.length === 0) return null;
  const shown = all ? members : members.slice(0, SKIPPED_AT_FIRST);
  return (
    <>
      <h3 className="px-4 pt-2.5 pb-0.5 text-11 font-semibold text-muted">{t('try.skipped')}</h3>
      <ul>
        {shown.map((member) => (
          <MemberLine
            key={member.agentId}
            skipped
            agent={around.agentOf(member.agentId)}
            detail={t(`try.reason.${member.reason ?? 'other'}`)}
            aside={
              member.reason === 'atLimit' ? (
                <Tag size="sm" tone="warn">
                  {loadText(t, member, limit)}
                </Tag>
              ) : (
                <LoadText member={member} limit={limit} />
              )
            }
          />
        ))}
      </ul>
      {members.length > shown.length && (
        <Button variant="text" className="mx-4 my-1.5 self-start" onClick={() => setAll(true)}>
          {t('try.more', { count: members.length - shown.length })}
        </Button>
      )}
    </>
  );
}

function MemberLine({
  agent,
  detail,
  aside,
  rank,
  skipped = false,
}: {
  readonly agent: Agent | undefined;
  readonly detail: string;
  readonly aside: ReactNode;
  readonly rank?: number;
  readonly skipped?: boolean;
}) {
  if (agent === undefined) return null;
  return (
    <Candidate
      avatar={<AgentAvatar agent={agent} />}
      name={agent.name}
      detail={detail}
      aside={aside}
      skipped={skipped}
      {...(rank === undefined ? {} : { rank })}
    />
  );
}

function LoadText({
  member,
  limit,
}: {
  readonly member: Explanation['members'][number];
  readonly limit: number | null;
}) {
  const t = useSettingsText();
  return <span className="num text-12 text-secondary">{loadText(t, member, limit)}</span>;
}

/** With a limit, what counts towards it; without, everything open. */
function loadText(
  t: ReturnType<typeof useSettingsText>,
  member: Explanation['members'][number],
  limit: number | null,
): string {
  return limit === null
    ? t('try.open', { count: member.load })
    : t('try.counted', { count: limit, counted: member.counted });
}
