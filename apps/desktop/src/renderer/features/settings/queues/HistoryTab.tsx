import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { defaultQueueSettings } from '@ringdesk/shared/model/queue.ts';
import type { QueryReply } from '@ringdesk/shared/protocol/queries.ts';

import { formatDateTime, formatList } from '../../../text/format.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { Card, PageBody } from '../../../ui/page/Page.tsx';
import { useAgents } from '../../../workspace/hooks.ts';
import { changedFields } from '../form/changes.ts';
import type { FieldWords } from '../form/ReviewDialog.tsx';
import { Unanswered } from '../frame/Unanswered.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText } from '../frame/useWords.ts';
import { formSettings, type QueueForm } from './queueForm.ts';

type Version = QueryReply<'queue.history'>['versions'][number];

/** Every saved version of a queue [11]: who, when, what changed; an older one can be put into the form again. */
export function HistoryTab({
  queueId,
  current,
  words,
  editable,
  onRestore,
}: {
  readonly queueId: QueueId;
  readonly current: number;
  readonly words: FieldWords<QueueForm>;
  readonly editable: boolean;
  readonly onRestore: (version: Version) => void;
}) {
  const t = useSettingsText();
  const answer = useAnswer('queue.history', { queueId }, { renewOn: current });
  const versions = answer.value?.versions;
  return (
    <PageBody>
      <Card title={t('history.title')}>
        {versions === undefined ? (
          <Unanswered answer={answer} lines={6} inCard />
        ) : (
          <ol>
            {versions.map((version, index) => (
              <VersionLine
                key={version.version}
                version={version}
                before={versions[index + 1]}
                newest={index === 0}
                words={words}
                {...(editable && index > 0 ? { onRestore: () => onRestore(version) } : {})}
              />
            ))}
          </ol>
        )}
      </Card>
    </PageBody>
  );
}

function VersionLine({
  version,
  before,
  newest,
  words,
  onRestore,
}: {
  readonly version: Version;
  readonly before: Version | undefined;
  readonly newest: boolean;
  readonly words: FieldWords<QueueForm>;
  readonly onRestore?: () => void;
}) {
  const t = useSettingsText();
  const by = useAgents().find((agent) => agent.id === version.by)?.name;
  const [now, then] = [flat(version), before && flat(before)];
  const changes = then === undefined ? [] : changedFields(then, now);
  return (
    <li className="step-card">
      <span className="num text-12 text-muted">{version.version}</span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{by ?? t('history.server')}</span>
          <time className="text-12 text-muted">{formatDateTime(version.at)}</time>
          {newest && (
            <Tag size="sm" tone="ok">
              {t('history.current')}
            </Tag>
          )}
        </div>
        <div className="text-12 text-secondary">
          {then === undefined ? (
            t('history.created')
          ) : changes.length === 0 ? (
            t('history.nothing')
          ) : (
            <details>
              <summary className="cursor-pointer">{formatList(changes.map(words.fieldName))}</summary>
              <ul className="flex flex-col gap-0.5 pt-1">
                {changes.map((field) => (
                  <li key={field}>
                    {t('history.change', {
                      field: words.fieldName(field),
                      before: words.valueText(field, then),
                      after: words.valueText(field, now),
                    })}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      </div>
      {onRestore !== undefined && (
        <Button size="sm" onClick={onRestore}>
          {t('history.restore')}
        </Button>
      )}
    </li>
  );
}

/** The history does not keep the language; it is the same on both sides of every comparison. */
const flat = (version: Version): QueueForm => ({ ...restored(version), language: 'en' });

/** A version's values for the form. One from before a setting existed has the default it was served with. */
export const restored = ({ name, settings }: Version): Omit<QueueForm, 'language'> => ({
  ...formSettings({ ...defaultQueueSettings, ...settings }),
  name,
});
