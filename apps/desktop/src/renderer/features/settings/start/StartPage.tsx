import { Check } from 'lucide-react';

import { serverUrl } from '../../../connection/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { classNames } from '../../../ui/classNames.ts';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { Card, Page, PageBody, PageHead } from '../../../ui/page/Page.tsx';
import { useGo } from '../frame/go.ts';
import { useSettingsText } from '../frame/useWords.ts';
import type { FirstStep } from './firstSteps.ts';
import { useFirstSteps } from './useFirstSteps.ts';

/** Where the settings begin: four steps to the first conversation, each with its way there. */
export function StartPage() {
  const t = useSettingsText();
  const steps = useFirstSteps();
  const left = steps.filter((step) => !step.done).length;
  const next = steps.find((step) => !step.done)?.name;
  return (
    <Page label={t('nav.start')}>
      <PageHead
        title={left === 0 ? t('start.doneTitle') : t('start.title')}
        sub={left === 0 ? t('start.doneText') : t('start.left', { count: left })}
      />
      <PageBody>
        <Card>
          <ol aria-label={t('nav.start')}>
            {steps.map((step, index) => (
              <StepLine key={step.name} step={step} number={index + 1} primary={step.name === next} />
            ))}
          </ol>
        </Card>
      </PageBody>
    </Page>
  );
}

function StepLine({
  step,
  number,
  primary,
}: {
  readonly step: FirstStep;
  readonly number: number;
  readonly primary: boolean;
}) {
  const t = useSettingsText();
  const go = useGo();
  const act = (): void => {
    if (step.name === 'queue') go({ name: 'newQueue' });
    else if (step.name === 'channel') go({ name: 'newChannel' });
    else if (step.name === 'members') {
      go(step.queueId === undefined ? { name: 'newQueue' } : { name: 'queue', id: step.queueId, tab: 'queue' });
    } else if (step.channelId !== undefined) {
      window.open(serverUrl(`/try/${step.channelId}`), '_blank', 'noopener');
    }
  };
  const waits = step.name === 'chat' && step.channelId === undefined;
  return (
    <li className="step-card">
      <span className={classNames('step-number', step.done && 'is-done')}>
        {step.done ? <Icon glyph={Check} size={14} /> : number}
      </span>
      <div>
        <div className="font-medium">
          {t(`start.${step.name}.title`)}
          {step.done && <span className="sr-text">{t('start.done')}</span>}
        </div>
        <div className="text-12 text-muted">{t(`start.${step.name}.text`)}</div>
      </div>
      {!step.done && (
        <Button
          variant={primary ? 'primary' : 'default'}
          onClick={act}
          disabledReason={waits ? t('start.chat.waits') : undefined}
        >
          {t(`start.${step.name}.action`)}
        </Button>
      )}
    </li>
  );
}
