import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Explanation } from '@ringdesk/shared/protocol/queries.ts';
import { queueBehaviour } from '@ringdesk/shared/rules/queueBehaviour.ts';
import { type ReactNode, useMemo, useState } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { SectionSkeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { Drawer } from '../../../ui/overlays/Drawer.tsx';
import { Candidate, DecisionSteps, TryIt, Winner } from '../../../ui/settings/TryIt.tsx';
import { AgentAvatar } from '../frame/AgentAvatar.tsx';
import { type Answer, useAnswer } from '../frame/useAnswer.ts';
import { secondsText, useSettingsText, wordsOf } from '../frame/useWords.ts';
import { settingsOf } from './queueForm.ts';
import type { QueueCardProps } from './queueCard.ts';
import { behaviourText } from './queueWords.ts';
import { inTurn, tryItSteps } from './tryItSteps.ts';
import type { Around } from './useSurroundings.ts';

/** Typing settles before it is asked again. */
const SETTLED_MS = 250;
const SKIPPED_AT_FIRST = 4;

export type TryItProps = Pick<QueueCardProps, 'form' | 'around'> & { readonly queueId: QueueId };

/** Who would get the next conversation with the settings as they stand in the form, saved or not. */
export function useTryIt({ queueId, form, around }: TryItProps): Answer<Explanation> {
  const settings = useMemo(() => settingsOf(form.values), [form.values]);
  // The decision depends on the people as they are now.
  const facts = around.people
    .map(({ id, presence, online, shiftOpen, absent, dismissed, chatLoad }) =>
      [id, presence.state, online, shiftOpen, absent, dismissed, chatLoad].join(' '),
    )
    .join();
  return useAnswer('routing.tryIt', form.valid ? { queueId, settings } : undefined, {
    afterMs: SETTLED_MS,
    renewOn: facts,
  });
}

/** The column beside the form. */
export function TryItPanel(props: TryItProps & { readonly answer: Answer<Explanation> }) {
  const t = useSettingsText();
  return (
    <TryIt
      title={t('try.title')}
      {...(props.form.changed.length > 0 ? { tag: t('try.unsaved') } : {})}
      again={{ label: t('try.again'), onPress: props.answer.again }}
    >
      <TryItBody {...props} />
    </TryIt>
  );
}

/** The same on a narrow window. */
export function TryItDrawer({
  open,
  onClose,
  ...props
}: TryItProps & { readonly answer: Answer<Explanation>; readonly open: boolean; readonly onClose: () => void }) {
  const t = useSettingsText();
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={t('try.title')}
      {...(props.form.changed.length > 0 ? { text: t('try.unsaved') } : {})}
      closeLabel={t('app:close')}
    >
      <div className="-mx-4">
        <TryItBody {...props} />
      </div>
    </Drawer>
  );
}

function TryItBody({ form, around, answer }: TryItProps & { readonly answer: Answer<Explanation> }) {
  const t = useSettingsText();
  return (
    <>
      {!form.valid ? (
        <Notice>{t('try.invalid')}</Notice>
      ) : answer.value === undefined ? (
        answer.refusal === undefined ? (
          <div className="p-4">
            <SectionSkeleton label={t('app:loading')} lines={5} />
          </div>
        ) : (
          <Notice>{wordsOf(answer.refusal)}</Notice>
        )
      ) : (
        <Decision form={form} around={around} answer={answer.value} />
      )}
      <h3 className="try-title">{t('behaviour.title')}</h3>
      <ul className="behaviour">
        {queueBehaviour(settingsOf(form.values), around).map((sentence) => (
          <li key={sentence.about}>{behaviourText(t, sentence, secondsText)}</li>
        ))}
      </ul>
    </>
  );
}

const Notice = ({ children }: { readonly children: ReactNode }) => (
  <div className="p-4">
    <Banner tone="warn">{children}</Banner>
  </div>
);

function Decision({ form, around, answer }: Pick<TryItProps, 'form' | 'around'> & { readonly answer: Explanation }) {
  const t = useSettingsText();
  const { values } = form;
  const able = inTurn(answer);
  const toAll = answer.trace.distribution === 'toAll';
  const skipped = answer.members.filter((member) => !member.eligible);
  return (
    <>
      <DecisionSteps label={t('try.steps')} steps={tryItSteps(t, answer, values, around.active)} />
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

function WinnerCard({ form, around, answer }: Pick<TryItProps, 'form' | 'around'> & { readonly answer: Explanation }) {
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
