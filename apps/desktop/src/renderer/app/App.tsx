import { useEffect } from 'react';

import { useServerFacts } from '../connection/serverFacts.ts';
import { sessionEnded } from '../connection/session.ts';
import { useText } from '../text/text.ts';
import { LiveRegions } from '../ui/feedback/LiveRegions.tsx';
import { Toasts } from '../ui/feedback/Toasts.tsx';
import { postponed } from '../ui/postponed.tsx';
import { UiProvider } from '../ui/UiProvider.tsx';
import { useLink, useWorkspace } from '../workspace/hooks.ts';
import { useAppearance } from './appearance.ts';
import { Desk } from './Desk.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { OutOfDate } from './OutOfDate.tsx';
import { navigate, useRoute } from './router.ts';
import { Starting } from './Starting.tsx';
import { WindowButtons } from './WindowButtons.tsx';

// Whoever has a session sees none of these: the inbox does not wait for their code.
const { Component: LoginScreen } = postponed(() =>
  import('../features/login/LoginScreen.tsx').then(({ LoginScreen: it }) => it),
);
const { Component: JoinScreen } = postponed(() =>
  import('../features/login/JoinScreen.tsx').then(({ JoinScreen: it }) => it),
);
const { Component: SetupScreen } = postponed(() =>
  import('../features/firstRun/SetupScreen.tsx').then(({ SetupScreen: it }) => it),
);
const { Component: LanguageChoice } = postponed(() =>
  import('../features/login/LanguageChoice.tsx').then(({ LanguageChoice: it }) => it),
);

/** Everything that is drawn: which screen follows from who is signed in and where the address points. */
export function App() {
  const t = useText('app');
  useAppearance();
  return (
    <UiProvider>
      <ErrorBoundary resetKey="app">
        <Screen />
      </ErrorBoundary>
      <Toasts label={t('toasts')} closeLabel={t('close')} />
      <LiveRegions />
    </UiProvider>
  );
}

function Screen() {
  const route = useRoute();
  const link = useLink();
  const facts = useServerFacts();
  const known = useWorkspace((state) => state.mirror !== undefined);
  const ended = useEnded();
  const bar = <WindowButtons />;
  const starting = <Starting bar={bar} />;
  if (link.phase === 'wrongVersion') return <OutOfDate bar={bar} />;
  if (route.screen === 'join') {
    return (
      <JoinScreen
        fallback={starting}
        secret={route.secret}
        bar={bar}
        onJoined={() => navigate('/', { replace: true })}
        onSignIn={() => navigate('/sign-in')}
      />
    );
  }
  if (link.phase === 'signedOut') {
    return facts?.setUp === false ? (
      <SetupScreen
        fallback={starting}
        bar={bar}
        languageChoice={<LanguageChoice />}
        onDone={() => navigate('/', { replace: true })}
      />
    ) : (
      <LoginScreen fallback={starting} ended={ended} bar={bar} />
    );
  }
  return known ? <Desk /> : starting;
}

/** True while the server has ended a session that was open here: what it showed is still known. Its token goes at once. */
function useEnded(): boolean {
  const ended = useWorkspace((state) => state.link.phase === 'signedOut' && state.mirror !== undefined);
  useEffect(() => {
    if (ended) void sessionEnded();
  }, [ended]);
  return ended;
}
