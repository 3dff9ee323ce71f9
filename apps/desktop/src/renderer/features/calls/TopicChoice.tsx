import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useState } from 'react';

import { useText } from '../../text/text.ts';
import { classNames } from '../../ui/classNames.ts';
import { Card } from '../../ui/page/Page.tsx';
import { useQueue } from '../../workspace/hooks.ts';
import { act } from './callActions.ts';

/** The topic of a call as it is shown: what was pressed, until the server has it; undefined: none. */
export function useTopic({ id, topic }: Interaction) {
  const [pressed, setPressed] = useState<{ readonly topic: string | undefined }>();
  const choose = (next: string | undefined): void => {
    setPressed({ topic: next });
    void act('interaction.setTopic', { interactionId: id, topic: next ?? null }).then(() => setPressed(undefined));
  };
  return { topic: pressed === undefined ? topic : pressed.topic, choose };
}

interface TopicChoiceProps {
  readonly topics: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (topic: string | undefined) => void;
}

/** One of the queue's topics, or none: a second press takes it back. */
export function TopicChoice({ topics, chosen, onChoose }: TopicChoiceProps) {
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

/** What a call that is over was about, to be said or put right by whoever may. */
export function TopicCard({ interaction }: { readonly interaction: Interaction }) {
  const t = useText('calls');
  const settings = useQueue(interaction.queueId)?.settings;
  const { topic, choose } = useTopic(interaction);
  const topics = settings?.topics ?? [];
  if (topics.length === 0) return null;
  const missing = settings?.topicRequired === true && topic === undefined;
  return (
    <div className="flex-none px-4 pt-3">
      <Card
        title={t('wrapUp.topic')}
        aside={missing && <span className="text-11 font-normal text-warning-text">{t('wrapUp.topicMissing')}</span>}
      >
        <div className="px-4 pt-2 pb-3">
          <TopicChoice topics={topics} chosen={topic} onChoose={choose} />
        </div>
      </Card>
    </div>
  );
}
