import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { mayExtendWrapUp } from '@ringdesk/shared/rules/wrapUp.ts';
import { useEffect, useState } from 'react';

import { useCommand, useCommandKey } from '../../app/registry.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { Tag } from '../../ui/marks/Tag.tsx';
import { Card } from '../../ui/page/Page.tsx';
import { steadyNow, useNow } from '../../workspace/clock.ts';
import { useQueue } from '../../workspace/hooks.ts';
import { act, mayEndAgain } from './callActions.ts';
import { TopicChoice, useTopic } from './TopicChoice.tsx';

/** From here on the end of the wrap-up is said. */
const SOON_SECONDS = 10;

/** [79] What the call was about, said now or after it, and kept as it is said; the time for it is the server's. */
export function WrapUpCard({ interaction }: { readonly interaction: Interaction }) {
  const t = useText('calls');
  const settings = useQueue(interaction.queueId)?.settings;
  const { topic, choose } = useTopic(interaction);
  const topics = settings?.topics ?? [];
  const wrapping = interaction.state === 'wrapUp';
  const missing = settings?.topicRequired === true && topic === undefined && topics.length > 0;
  const { done, busy } = useDone(interaction, topic, missing);
  const key = useCommandKey('call.end');
  const seconds = settings?.wrapUpSeconds ?? 0;
  if (topics.length === 0 && !wrapping) return null;
  return (
    <Card
      title={t('wrapUp.title')}
      aside={
        wrapping ? (
          <Countdown until={interaction.until} />
        ) : (
          <>
            {seconds > 0 && <Tag size="sm">{t('wrapUp.after', { time: formatDuration(seconds * 1_000) })}</Tag>}
            <span className="text-11 font-normal text-muted">{t('wrapUp.now')}</span>
          </>
        )
      }
    >
      <div className="flex flex-wrap items-end gap-3 px-4 pt-3 pb-4">
        <div className="fill">
          {topics.length === 0 ? (
            <p className="text-12 text-muted">{t('wrapUp.noTopics')}</p>
          ) : (
            <TopicChoice topics={topics} chosen={topic} onChoose={choose} />
          )}
        </div>
        {wrapping && (
          <Button
            disabledReason={mayExtendWrapUp(interaction, seconds) ? undefined : t('wrapUp.noMore')}
            onClick={() => void act('interaction.extendWrapUp', { interactionId: interaction.id })}
          >
            {t('wrapUp.extend')}
          </Button>
        )}
        {wrapping && (
          <Button
            variant="primary"
            loading={busy}
            chord={key}
            disabledReason={missing ? t('wrapUp.topicRequired') : undefined}
            onClick={done}
          >
            {t('wrapUp.done')}
          </Button>
        )}
      </div>
    </Card>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const t = useText('calls');
  const left = Math.max(0, until - useNow());
  return (
    <span className="num font-medium text-warning-text" role="timer" aria-live="off">
      {t('wrapUp.left', { time: formatDuration(left) })}
    </span>
  );
}

/** Ends it: by the button, or by the key that ends calls. */
function useDone(interaction: Interaction, topic: string | undefined, missing: boolean) {
  const t = useText('calls');
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const { id } = interaction;
  const wrapping = interaction.state === 'wrapUp';
  const left = wrapping ? Math.ceil((interaction.until - now) / 1_000) : undefined;
  const done = (): void => {
    if (missing || busy) return;
    setBusy(true);
    void act('interaction.finishWrapUp', { interactionId: id, ...(topic === undefined ? {} : { topic }) }).then(() =>
      setBusy(false),
    );
  };
  const soon = left !== undefined && left <= SOON_SECONDS && left > 0;
  useEffect(() => {
    if (soon) announce(t('wrapUp.soon', { seconds: SOON_SECONDS }));
  }, [soon, t]);
  useCommand('call.end', () => mayEndAgain(steadyNow()) && done(), { enabled: wrapping });
  return { done, busy };
}
