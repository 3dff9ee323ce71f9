import { type ReactNode, useState } from 'react';

import { sendCommand } from '../../connection/connection.ts';
import { appInfo } from '../../connection/desktop.ts';
import { finishFirstSteps } from '../../connection/preferences.ts';
import { formatList } from '../../text/format.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { FirstRunLayout } from '../../ui/entry/FirstRunLayout.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { SettingCard } from '../../ui/settings/SettingCard.tsx';
import { useChannels, useMe } from '../../workspace/hooks.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { stepsOf } from './steps.ts';

const steps = ['sound', 'notices', 'ready'] as const;

export interface FirstStepsProps {
  /** Queues this person is a member of. */
  readonly queues: readonly Queue[];
  /** The rows of the sound check. */
  readonly soundCheck: ReactNode;
  /** The rows about notices, and keys in the background where there are any. */
  readonly notices: ReactNode;
  readonly onDone: () => void;
  readonly bar?: ReactNode;
}

/** A new person at their own desk: can they hear the ring, may the system show it, and are they ready? */
export function FirstSteps({ queues, soundCheck, notices, onDone, bar }: FirstStepsProps) {
  const t = useText('firstRun');
  const me = useMe();
  const channels = useChannels();
  const [at, setAt] = useState(0);
  const step = steps[at] ?? 'ready';
  const finish = async (available: boolean): Promise<void> => {
    if (available) {
      await sendCommand('presence.set', { state: 'available' });
      await sendCommand('shift.set', { open: true });
    }
    finishFirstSteps();
    onDone();
  };
  const text = step === 'notices' && !appInfo().can.globalShortcuts ? t('notices.textBrowser') : t(`${step}.text`);
  return (
    <FirstRunLayout
      welcome={t('welcomeName', { name: me?.name ?? '' })}
      stepsLabel={t('steps')}
      steps={stepsOf(steps, at, t)}
      note={t('note')}
      lead={t('lead', { n: at + 1, count: steps.length })}
      title={t(`${step}.title`)}
      text={text}
      bar={bar}
      foot={
        <>
          {at > 0 && (
            <Button variant="ghost" size="lg" onClick={() => setAt(at - 1)}>
              {t('app:back')}
            </Button>
          )}
          <span className="fill" />
          {step === 'ready' ? (
            <>
              <Button variant="ghost" size="lg" onClick={() => void finish(false)}>
                {t('ready.later')}
              </Button>
              <Button variant="primary" size="lg" onClick={() => void finish(true)}>
                {t('ready.available')}
              </Button>
            </>
          ) : (
            <>
              <Button variant="ghost" size="lg" onClick={() => setAt(at + 1)}>
                {t('skip')}
              </Button>
              <Button variant="primary" size="lg" onClick={() => setAt(at + 1)}>
                {t('continue')}
              </Button>
            </>
          )}
        </>
      }
    >
      {step === 'sound' && <SettingCard>{soundCheck}</SettingCard>}
      {step === 'notices' && <SettingCard>{notices}</SettingCard>}
      {step === 'ready' && (
        <div className="flex flex-col gap-3 mt-5">
          <Banner
            tone={queues.length === 0 ? 'warn' : 'ok'}
            title={queues.length === 0 ? undefined : t('ready.queues')}
          >
            {queues.length === 0 ? t('ready.noQueues') : formatList(queues.map(({ name }) => name))}
          </Banner>
          {me?.role === 'admin' && channels.length > 0 && <Banner tone="info">{t('ready.snippet')}</Banner>}
        </div>
      )}
    </FirstRunLayout>
  );
}
