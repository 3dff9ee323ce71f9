import { lazy, Suspense, useEffect } from 'react';

import { useServerFacts } from '../connection/serverFacts.ts';
import { sessionEnded } from '../connection/session.ts';
import { useText } from '../text/text.ts';
import { LiveRegions } from '../ui/feedback/LiveRegions.tsx';
import { Toasts } from '../ui/feedback/Toasts.tsx';
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
const LoginScreen = lazy(() =>
  import('../features/login/LoginScreen.tsx').then(({ LoginScreen: it }) => ({ default: it })),
);
const JoinScreen = lazy(() =>
  import('../features/login/JoinScreen.tsx').then(({ JoinScreen: it }) => ({ default: it })),
);
const SetupScreen = lazy(() =>
  import('../features/firstRun/SetupScreen.tsx').then(({ SetupScreen: it }) => ({ default: it })),
);
const LanguageChoice = lazy(() =>
  import('../features/login/LanguageChoice.tsx').then(({ LanguageChoice: it }) => ({ default: it })),
);

/** Everything that is drawn: which screen follows from who is signed in and where the address points. */
export function App() {
  const t = useText('app');
  useAppearance();
  return (
    <UiProvider>
      <ErrorBoundary resetKey="app">
        <Suspense fallback={<Starting bar={<WindowButtons />} />}>
          <Screen />
        </Suspense>
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
  if (link.phase === 'wrongVersion') return <OutOfDate bar={bar} />;
  if (route.screen === 'join') {
    return (
      <JoinScreen
        secret={route.secret}
        bar={bar}
        onJoined={() => navigate('/', { replace: true })}
        onSignIn={() => navigate('/sign-in')}
      />
    );
  }
  if (link.phase === 'signedOut') {
    return facts?.setUp === false ? (
      <SetupScreen bar={bar} languageChoice={<LanguageChoice />} onDone={() => navigate('/', { replace: true })} />
    ) : (
      <LoginScreen ended={ended} bar={bar} />
    );
  }
  return known ? <Desk /> : <Starting bar={bar} />;
}

/** True while the server has ended a session that was open here: what it showed is still known. Its token goes at once. */
function useEnded(): boolean {
  const ended = useWorkspace((state) => state.link.phase === 'signedOut' && state.mirror !== undefined);
  useEffect(() => {
    if (ended) void sessionEnded();
  }, [ended]);
  return ended;
}
