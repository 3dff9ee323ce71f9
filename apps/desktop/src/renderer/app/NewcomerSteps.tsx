import type { ReactNode } from 'react';

import { appInfo } from '../connection/desktop.ts';
import { FirstSteps } from '../features/firstRun/FirstSteps.tsx';
import { testSound } from '../features/notifications/notifier.ts';
import { GlobalKeys } from '../features/preferences/KeySettings.tsx';
import { NoticePermission } from '../features/preferences/NoticeSettings.tsx';
import { SoundSettings } from '../features/preferences/SoundSettings.tsx';
import { useOwnQueues } from '../features/presence/PresenceMenu.tsx';
import { loadTexts } from '../text/text.ts';
import { postponed } from '../ui/postponed.tsx';
import { useUsesCalls } from './DeskFoot.tsx';
import { navigate } from './router.ts';

const { Component: RingCheck } = postponed(async () => {
  const [{ RingCheck: it }] = await Promise.all([import('../features/calls/RingCheck.tsx'), loadTexts('calls')]);
  return it;
});

/** The first steps of a new person, put together from the settings they can change later. */
export function NewcomerSteps({ bar }: { readonly bar: ReactNode }) {
  const calls = useUsesCalls();
  return (
    <FirstSteps
      queues={useOwnQueues()}
      bar={bar}
      soundCheck={
        <>
          {calls && <RingCheck />}
          <SoundSettings onTest={testSound} />
        </>
      }
      notices={
        <>
          <NoticePermission />
          {appInfo().can.globalShortcuts && <GlobalKeys />}
        </>
      }
      onDone={() => navigate('/inbox', { replace: true })}
    />
  );
}
