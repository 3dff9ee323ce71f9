import type { AgentId, InteractionId } from '@ringdesk/shared/model/ids.ts';
import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { IneligibleReason, type Trace } from '@ringdesk/shared/model/trace.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';
import type { Refusal } from '@ringdesk/shared/protocol/refusals.ts';
import { ok, type Result } from '@ringdesk/shared/result.ts';
import { useEffect, useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { untilAnswered } from '../../../connection/untilAnswered.ts';
import { whenAndTime } from '../../../text/dayWords.ts';
import { currentLocale, type Translate, useText } from '../../../text/text.ts';
import { ErrorState } from '../../../ui/feedback/ErrorState.tsx';
import { SectionSkeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { KeyValues } from '../../../ui/page/Panel.tsx';
import { Table } from '../../../ui/page/Table.tsx';
import { serverNow } from '../../../workspace/clock.ts';
import { agentNameOf } from '../names.ts';

interface Reasons {
  readonly last: Trace | null;
  readonly now: QueryReply<'routing.explain'>;
}

async function reasonsOf(interactionId: InteractionId): Promise<Result<Reasons, Refusal>> {
  const [last, now] = await Promise.all([
    ask('routing.trace', { interactionId }),
    ask('routing.explain', { interactionId }),
  ]);
  if (!last.ok) return last;
  return now.ok ? ok({ last: last.value.trace, now: now.value }) : now;
}

/** Why this agent, or why nobody: the trace of the last decision, and the same decision if it were made now. */
export function WhyDialog({
  interaction,
  onClose,
}: {
  readonly interaction: Interaction;
  readonly onClose: () => void;
}) {
  const t = useText('conversation');
  const { id: interactionId } = interaction;
  const [reasons, setReasons] = useState<Reasons | 'failed'>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    return untilAnswered(
      () => reasonsOf(interactionId),
      (reply) => setReasons(reply.ok ? reply.value : 'failed'),
    );
  }, [interactionId, attempt]);
  const nobody = interaction.state === 'queued';
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={t(nobody ? 'why.titleNobody' : 'why.title')}
      closeLabel={t('closeDialog')}
    >
      {reasons === undefined && <SectionSkeleton label={t('loading')} lines={6} />}
      {reasons === 'failed' && (
        <ErrorState title={t('why.failed')} retryLabel={t('tryAgain')} onRetry={() => setAttempt(attempt + 1)} />
      )}
      {typeof reasons === 'object' && <ReasonTables reasons={reasons} />}
    </Dialog>
  );
}

function ReasonTables({ reasons: { last, now } }: { readonly reasons: Reasons }) {
  const t = useText('conversation');
  return (
    <div className="flex flex-col gap-5 pb-5">
      {last !== null && (
        <section className="flex flex-col gap-2">
          <h3 className="font-semibold">{t('why.last')}</h3>
          <p className="hint">
            {t('why.lastText', {
              when: whenAndTime(last.decidedAt, serverNow(), currentLocale()),
              version: last.settingsVersion,
              pass: last.pass,
            })}
          </p>
          <KeyValues
            rows={[
              { name: t('why.rule'), value: t(`why.${last.distribution}`) },
              { name: t('why.winner'), value: last.winner === undefined ? t('why.nobody') : candidate(last.winner, t) },
              ...(last.runnerUp === undefined ? [] : [{ name: t('why.runnerUp'), value: candidate(last.runnerUp, t) }]),
              ...last.reasons
                .slice(0, 12)
                .map(({ agentId, reason }) => ({ name: agentNameOf(agentId), value: t(`reason.${reason}`) })),
            ]}
          />
        </section>
      )}
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold">{t('why.now')}</h3>
        <Table
          label={t('why.now')}
          rows={now.members}
          rowId={({ agentId }) => agentId}
          columns={[
            { id: 'member', header: t('why.member'), cell: ({ agentId }) => agentNameOf(agentId) },
            {
              id: 'state',
              header: t('why.state'),
              cell: ({ eligible, reason }) =>
                eligible ? (
                  <Tag tone="ok" size="sm">
                    {t('why.yes')}
                  </Tag>
                ) : (
                  reasonWord(reason, t)
                ),
            },
            { id: 'load', header: t('why.load'), cell: ({ load }) => load, right: true },
            { id: 'counted', header: t('why.counted'), cell: ({ counted }) => counted, right: true },
          ]}
        />
      </section>
    </div>
  );
}

const candidate = (
  { agentId, position, load }: { readonly agentId: AgentId; readonly position: number; readonly load: number },
  t: Translate,
): string => t('why.candidate', { agent: agentNameOf(agentId), position, count: load });

/** A reason this build does not know (a newer server) is shown as it came. */
function reasonWord(reason: string | undefined, t: Translate): string {
  const known = IneligibleReason.safeParse(reason);
  return known.success ? t(`reason.${known.data}`) : (reason ?? '');
}
