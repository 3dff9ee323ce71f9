import { ChartColumn, Inbox, Settings } from 'lucide-react';

import { AccountMenu } from '../features/shell/AccountMenu.tsx';
import { loadTexts, useText } from '../text/text.ts';
import { Rail, RailItem } from '../ui/frame/Rail.tsx';
import { postponed } from '../ui/postponed.tsx';
import { useBadge, useMe } from '../workspace/hooks.ts';
import type { OpenDialog } from './DeskDialogs.tsx';
import { useLineKey, useUsesCalls } from './DeskFoot.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useCommandKey } from './registry.ts';
import { navigate, type Route } from './router.ts';

const { Component: CallsRailItem } = postponed(async () => {
  const [{ CallsRailItem: it }] = await Promise.all([import('./CallsRailItem.tsx'), loadTexts('calls')]);
  return it;
});

export interface DeskRailProps {
  readonly route: Route;
  readonly onDialog: (dialog: OpenDialog | undefined) => void;
}

/** The places of the desk this person may go to, and their account at its foot. */
export function DeskRail({ route, onDialog }: DeskRailProps) {
  const t = useText('shell');
  const me = useMe();
  const badge = useBadge();
  const calls = useUsesCalls();
  const again = useLineKey();
  const inboxKey = useCommandKey('screen.inbox');
  const conversationsKey = useCommandKey('screen.conversations');
  const settingsKey = useCommandKey('screen.settings');
  return (
    <Rail
      label={t('navigation')}
      foot={
        <AccountMenu
          onProfile={() => onDialog({ kind: 'preferences', part: 'account' })}
          onPreferences={() => onDialog({ kind: 'preferences', part: 'look' })}
          onShortcuts={() => onDialog({ kind: 'shortcuts' })}
          onCanned={() => navigate('/settings/canned')}
          onSignOut={() => onDialog({ kind: 'signOut' })}
        />
      }
    >
      <RailItem
        icon={Inbox}
        label={t('app:screens.inbox')}
        current={route.screen === 'inbox'}
        count={{ value: badge, label: t('rail.needs', { count: badge }) }}
        {...(inboxKey === undefined ? {} : { chord: inboxKey })}
        onSelect={() => navigate('/inbox')}
      />
      {calls && (
        <ErrorBoundary resetKey={`${route.screen} ${again}`} fallback={() => null}>
          <CallsRailItem current={route.screen === 'calls'} />
        </ErrorBoundary>
      )}
      <RailItem
        icon={ChartColumn}
        label={t('app:screens.conversations')}
        current={route.screen === 'conversations'}
        {...(conversationsKey === undefined ? {} : { chord: conversationsKey })}
        onSelect={() => navigate('/conversations')}
      />
      {me !== undefined && me.role !== 'agent' && (
        <RailItem
          icon={Settings}
          label={t('app:screens.settings')}
          current={route.screen === 'settings'}
          {...(settingsKey === undefined ? {} : { chord: settingsKey })}
          onSelect={() => navigate('/settings')}
        />
      )}
    </Rail>
  );
}
