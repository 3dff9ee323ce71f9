import { Keyboard } from 'lucide-react';
import { useEffect, useState } from 'react';

import { changePreferences, useIsNewcomer } from '../connection/preferences.ts';
import { useTriedSignIns } from '../connection/triedSignIns.ts';
import { NoticeBell } from '../features/notifications/NoticeBell.tsx';
import { NotRespondingBanner } from '../features/presence/NotRespondingBanner.tsx';
import { ReceivesSetForMeBanner, SetForMeBanner } from '../features/presence/SetForMeBanner.tsx';
import { PresenceMenu } from '../features/presence/PresenceMenu.tsx';
import { DiskFullBanner } from '../features/shell/DiskFullBanner.tsx';
import { LinkBanner } from '../features/shell/LinkBanner.tsx';
import { QuietBell, toggleQuiet } from '../features/shell/QuietBell.tsx';
import { loadTexts, useText } from '../text/text.ts';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Frame } from '../ui/frame/Frame.tsx';
import { Omni, TitleBar } from '../ui/frame/TitleBar.tsx';
import { postponed } from '../ui/postponed.tsx';
import { appInfo } from '../connection/desktop.ts';
import { useMe, useWorkspace } from '../workspace/hooks.ts';
import { PageComing } from './Coming.tsx';
import { DeskOffers } from './DeskOffers.tsx';
import { DeskDialogs, type OpenDialog } from './DeskDialogs.tsx';
import { DeskRail } from './DeskRail.tsx';
import { CallBanners, DeskFoot, useLineKey, useUsesCalls } from './DeskFoot.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { InboxScreen } from './InboxScreen.tsx';
import { usePopOuts } from './popOuts.ts';
import { goBack, navigate, type Route, useRoute } from './router.ts';
import { useCommand, useCommandKey } from './registry.ts';
import { useColumnWidth } from './columnWidths.ts';
import { useDeskServices } from './useDeskServices.ts';
import { useKeyboard } from './useKeyboard.ts';
import { useWindowControls, WindowButtons } from './WindowButtons.tsx';

// Shown once in the life of an account, with settings of sounds and keys that nobody else waits for.
const { Component: NewcomerSteps } = postponed(() =>
  import('./NewcomerSteps.tsx').then(({ NewcomerSteps: steps }) => steps),
);
const { Component: PopOutWindows } = postponed(() =>
  import('./PopOutWindows.tsx').then(({ PopOutWindows: windows }) => windows),
);
const { Component: ConversationsPlace } = postponed(async () => {
  const [{ ConversationsPlace: screen }] = await Promise.all([
    import('./ConversationsPlace.tsx'),
    loadTexts('conversations'),
  ]);
  return screen;
});
const { Component: TriedSignInsBanner } = postponed<{ readonly onPassword: () => void }>(async () => {
  const [{ TriedSignInsBanner: banner }] = await Promise.all([
    import('../features/login/TriedSignInsBanner.tsx'),
    loadTexts('login'),
  ]);
  return banner;
});
const { Component: SoundBanner } = postponed(() =>
  import('../features/notifications/SoundBanner.tsx').then(({ SoundBanner: banner }) => banner),
);
const { Component: CallsPlace } = postponed(async () => {
  const [{ CallsPlace: screen }] = await Promise.all([import('./CallsPlace.tsx'), loadTexts('calls')]);
  return screen;
});
const { Component: SettingsScreen } = postponed(async () => {
  const [{ SettingsScreen: screen }] = await Promise.all([
    import('../features/settings/SettingsScreen.tsx'),
    loadTexts('settings'),
  ]);
  return screen;
});

/** The desk of somebody who is signed in: frame, present screen, offers over it, and what the keys do everywhere. */
export function Desk() {
  const route = useRoute();
  const newcomer = useIsNewcomer();
  const [dialog, setDialog] = useState<OpenDialog>();
  useDeskServices(setDialog);
  useKeyboard();
  useDeskCommands(setDialog);
  useHistory(route, setDialog);
  // Who accepts an offer meanwhile is at work: the conversation comes first, the steps another time.
  const elsewhere = route.screen === 'settings' || route.screen === 'conversations' || route.screen === 'calls';
  const working = elsewhere || (route.screen === 'inbox' && route.interactionId !== undefined);
  if ((newcomer && !working) || route.screen === 'firstRun') {
    return (
      <>
        <ErrorBoundary resetKey="newcomer">
          <NewcomerSteps bar={<WindowButtons />} />
        </ErrorBoundary>
        <DeskOffers onlyMine />
      </>
    );
  }
  return (
    <>
      <DeskFrame route={route} onDialog={setDialog} />
      <DeskDialogs dialog={dialog} onDialog={setDialog} />
      <PopOuts />
    </>
  );
}

function PopOuts() {
  const again = useLineKey();
  const { size } = usePopOuts();
  if (size === 0) return null;
  return (
    <ErrorBoundary resetKey={`${size} ${again}`} fallback={() => null}>
      <PopOutWindows />
    </ErrorBoundary>
  );
}

/** Back leaves no dialog open over another screen; whoever has signed in is in the inbox, also by the address. */
function useHistory(route: Route, onDialog: (dialog: OpenDialog | undefined) => void): void {
  useEffect(() => {
    const close = (): void => onDialog(undefined);
    window.addEventListener('popstate', close);
    return () => window.removeEventListener('popstate', close);
  }, [onDialog]);
  const signIn = route.screen === 'signIn';
  useEffect(() => {
    if (signIn) navigate('/inbox', { replace: true });
  }, [signIn]);
}

interface DeskFrameProps {
  readonly route: Route;
  readonly onDialog: (dialog: OpenDialog | undefined) => void;
}

function DeskFrame({ route, onDialog }: DeskFrameProps) {
  const t = useText('shell');
  const stage = t(stageOf(route));
  const tried = useTriedSignIns() !== undefined;
  return (
    <Frame
      skipLabel={t('app:skip')}
      stageLabel={stage}
      step={route.screen === 'inbox' && route.interactionId !== undefined ? 'conversation' : 'list'}
      columns={{ list: useColumnWidth('list'), panel: useColumnWidth('panel') }}
      titleBar={
        <>
          <h1 className="sr-text">{stage}</h1>
          <DeskTitleBar onDialog={onDialog} />
        </>
      }
      banner={
        <>
          <LinkBanner />
          <DiskFullBanner />
          <NotRespondingBanner />
          <SetForMeBanner />
          <ReceivesSetForMeBanner />
          {tried && (
            <ErrorBoundary resetKey="tried" fallback={() => null}>
              <TriedSignInsBanner onPassword={() => onDialog({ kind: 'preferences', part: 'account' })} />
            </ErrorBoundary>
          )}
          <ErrorBoundary resetKey="sound" fallback={() => null}>
            <SoundBanner />
          </ErrorBoundary>
          <CallBanners onDevices={() => onDialog({ kind: 'preferences', part: 'calls' })} />
        </>
      }
      rail={<DeskRail route={route} onDialog={onDialog} />}
      dock={<DeskFoot onDevices={() => onDialog({ kind: 'preferences', part: 'calls' })} />}
    >
      <ErrorBoundary
        resetKey={
          route.screen === 'settings'
            ? route.path.join('/')
            : route.screen === 'inbox'
              ? (route.interactionId ?? 'inbox')
              : route.screen
        }
      >
        {route.screen === 'settings' ? (
          <SettingsScreen path={route.path} fallback={<PageComing />} />
        ) : route.screen === 'calls' ? (
          <CallsPlace fallback={<PageComing />} />
        ) : route.screen === 'conversations' ? (
          <ConversationsPlace fallback={<PageComing />} />
        ) : (
          <InboxScreen
            interactionId={route.screen === 'inbox' ? route.interactionId : undefined}
            line={route.screen === 'inbox' ? route.line : undefined}
          />
        )}
      </ErrorBoundary>
      <DeskOffers />
    </Frame>
  );
}

function stageOf({ screen }: Route): string {
  return screen === 'settings' || screen === 'conversations' || screen === 'calls'
    ? `app:screens.${screen}`
    : 'app:screens.inbox';
}

function DeskTitleBar({ onDialog }: Pick<DeskFrameProps, 'onDialog'>) {
  const t = useText('shell');
  const center = useWorkspace((state) => state.mirror?.centerName);
  const paletteKey = useCommandKey('app.palette');
  const shortcutsKey = useCommandKey('app.shortcuts');
  return (
    <TitleBar
      name={t('app:name')}
      {...(center === undefined ? {} : { organisation: center })}
      mac={appInfo().kind === 'electron' && appInfo().platform === 'mac'}
      windowControls={useWindowControls()}
      centre={
        <Omni
          text={t('omni')}
          {...(paletteKey === undefined ? {} : { chord: paletteKey })}
          onOpen={() => onDialog({ kind: 'palette' })}
        />
      }
      right={
        <>
          <NoticeBell onOpen={(id) => navigate(`/inbox/${id}`)} />
          <QuietBell onlyOn />
          <PresenceMenu />
          <IconButton
            size="sm"
            onCanvas
            icon={Keyboard}
            label={t('help')}
            {...(shortcutsKey === undefined ? {} : { chord: shortcutsKey })}
            onClick={() => onDialog({ kind: 'shortcuts' })}
          />
        </>
      }
    />
  );
}

function useDeskCommands(onDialog: (dialog: OpenDialog) => void): void {
  const me = useMe();
  useCommand('app.palette', () => onDialog({ kind: 'palette' }));
  useCommand('app.shortcuts', () => onDialog({ kind: 'shortcuts' }));
  useCommand('app.preferences', () => onDialog({ kind: 'preferences', part: 'look' }));
  useCommand('app.signOut', () => onDialog({ kind: 'signOut' }));
  useCommand('app.theme', () =>
    changePreferences({ theme: document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark' }),
  );
  useCommand('presence.doNotDisturb', toggleQuiet);
  useCommand('screen.inbox', () => navigate('/inbox'));
  const calls = useUsesCalls();
  useCommand('screen.calls', () => navigate('/calls'), { enabled: calls });
  useCommand('screen.conversations', () => navigate('/conversations'));
  useCommand('screen.settings', () => navigate('/settings'), { enabled: me !== undefined && me.role !== 'agent' });
  useCommand('history.back', goBack);
}
