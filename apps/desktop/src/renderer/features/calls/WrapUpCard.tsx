import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useEffect, useRef, useState } from 'react';

import { useCommand, useCommandKey } from '../../app/registry.ts';
import { formatDuration } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { Tag } from '../../ui/marks/Tag.tsx';
import { Card } from '../../ui/page/Page.tsx';
import { steadyNow, useNow } from '../../workspace/clock.ts';
import { useQueue } from '../../workspace/hooks.ts';
import { act, mayEndAgain } from './callActions.ts';
import { chooseTopic, useTopic } from './chosenTopics.ts';

/** From here on the end of the wrap-up is said. */
const SOON_SECONDS = 10;

/** [79] What the call was about, chosen now or after it; the time for it is the server's. */
export function WrapUpCard({ interaction }: { readonly interaction: Interaction }) {
  const t = useText('calls');
  const settings = useQueue(interaction.queueId)?.settings;
  const { id } = interaction;
  const topic = useTopic(id);
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
            <Topics topics={topics} chosen={topic} onChoose={(next) => chooseTopic(id, next)} />
          )}
        </div>
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

interface TopicsProps {
  readonly topics: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (topic: string | undefined) => void;
}

function Topics({ topics, chosen, onChoose }: TopicsProps) {
  const t = useText('calls');
  return (
    <div role="group" aria-label={t('wrapUp.topic')} className="flex flex-wrap gap-2">
      {topics.map((topic) => (
        <button
          key={topic}
          type="button"
          aria-pressed={topic === chosen}
          className={classNames(
            'tag min-h-7 px-3',
            topic === chosen && 'tag-accent shadow-[inset_0_0_0_1px_var(--accent)]',
          )}
          onClick={() => onChoose(topic === chosen ? undefined : topic)}
        >
          {topic}
        </button>
      ))}
    </div>
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

/** Ends it with what was chosen: by the button, by the key that ends calls, or in the last second, so that no choice is lost. */
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
    void act('interaction.finishWrapUp', { interactionId: id, ...(topic === undefined ? {} : { topic }) }).then(
      (well) => {
        setBusy(false);
        if (well) chooseTopic(id, undefined);
      },
    );
  };
  const latest = useRef(done);
  useEffect(() => {
    latest.current = done;
  });
  const last = left !== undefined && left <= 1 && topic !== undefined;
  useEffect(() => {
    if (last) latest.current();
  }, [last]);
  const soon = left !== undefined && left <= SOON_SECONDS && left > 0;
  useEffect(() => {
    if (soon) announce(t('wrapUp.soon', { seconds: SOON_SECONDS }));
  }, [soon, t]);
  useCommand('call.end', () => mayEndAgain(steadyNow()) && done(), { enabled: wrapping });
  return { done, busy };
}
