import type { ReactNode } from 'react';

import { appInfo } from '../connection/desktop.ts';
import { FirstSteps } from '../features/firstRun/FirstSteps.tsx';
import { testSound } from '../features/notifications/notifier.ts';
import { GlobalKeys } from '../features/preferences/KeySettings.tsx';
import { NoticePermission } from '../features/preferences/NoticeSettings.tsx';
import { SoundSettings } from '../features/preferences/SoundSettings.tsx';
import { useOwnQueues } from '../features/presence/PresenceMenu.tsx';
import { navigate } from './router.ts';

/** The first steps of a new person, put together from the settings they can change later. */
export function NewcomerSteps({ bar }: { readonly bar: ReactNode }) {
  return (
    <FirstSteps
      queues={useOwnQueues()}
      bar={bar}
      soundCheck={<SoundSettings onTest={testSound} />}
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
