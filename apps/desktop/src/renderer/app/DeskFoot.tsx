import { PhoneOff } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';

import { useOwnQueues } from '../features/presence/PresenceMenu.tsx';
import { receivingText } from '../features/presence/presenceText.ts';
import { DeskDock } from '../features/shell/DeskDock.tsx';
import { loadTexts, useText } from '../text/text.ts';
import { Button } from '../ui/actions/Button.tsx';
import { postponed } from '../ui/postponed.tsx';
import { useNow } from '../workspace/clock.ts';
import { useIsLive, useMe, useQueues, useWorkspace } from '../workspace/hooks.ts';
import { usesCalls } from '../workspace/selectors.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';

// Who has nothing to do with calls never fetches a phone.
const { Component: DeskCalls } = postponed(async () => {
  const [{ DeskCalls: it }] = await Promise.all([import('./DeskCalls.tsx'), loadTexts('calls')]);
  return it;
});
const { Component: PhoneBanners } = postponed(async () => {
  const [{ PhoneBanners: it }] = await Promise.all([import('../features/calls/PhoneBanners.tsx'), loadTexts('calls')]);
  return it;
});

export const useUsesCalls = (): boolean => useWorkspace(({ mirror }) => mirror !== undefined && usesCalls(mirror));

/** The bar at the bottom: the queues at a glance; where calls are taken the phone, and the call that goes on. */
export function DeskFoot({ onDevices }: { readonly onDevices: () => void }) {
  const calls = useUsesCalls();
  const again = useLineKey();
  if (!calls) return <DockWithQueues />;
  return (
    <ErrorBoundary resetKey={again} fallback={(retry) => <DockWithQueues phone={<PhoneMissing onRetry={retry} />} />}>
      <DeskCalls
        fallback={<DockWithQueues />}
        onDevices={onDevices}
        idle={(phone, centre) => <DockWithQueues phone={phone} centre={centre} />}
      />
    </ErrorBoundary>
  );
}

export function CallBanners({ onDevices }: { readonly onDevices: () => void }) {
  const again = useLineKey();
  if (!useUsesCalls()) return null;
  return (
    // The bar below says already that the phone is missing.
    <ErrorBoundary resetKey={again} fallback={() => null}>
      <PhoneBanners onDevices={onDevices} />
    </ErrorBoundary>
  );
}

/** A part that is always in sight and did not come is fetched again by itself when the line is back. */
export const useLineKey = (): string => (useIsLive() ? 'live' : 'away');

function PhoneMissing({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText('app');
  return (
    <Button size="sm" variant="text" icon={PhoneOff} onClick={onRetry}>
      {t('notFetched.phone')}
    </Button>
  );
}

/** Agents see what waits in their queues, supervisors in those given to them as well, admins everywhere. */
function DockWithQueues({ phone, centre }: { readonly phone?: ReactNode; readonly centre?: ReactNode }) {
  const t = useText('presence');
  const me = useMe();
  const live = useIsLive();
  const all = useQueues();
  const own = useOwnQueues();
  const counted = useWorkspace(({ mirror }) => mirror?.counted);
  const now = useNow();
  const shown = useMemo(
    () =>
      all.filter((queue) => me?.role === 'admin' || own.includes(queue) || me?.supervises.includes(queue.id) === true),
    [all, own, me],
  );
  return (
    <DeskDock
      sentence={me === undefined ? '' : receivingText(me, own, counted, live, now, t)}
      ownQueues={own}
      queues={shown}
      phone={phone}
      centre={centre}
    />
  );
}
