import { lazy, type ReactNode, Suspense, useMemo } from 'react';

import { useOwnQueues } from '../features/presence/PresenceMenu.tsx';
import { receivingText } from '../features/presence/presenceText.ts';
import { DeskDock } from '../features/shell/DeskDock.tsx';
import { loadTexts, useText } from '../text/text.ts';
import { useNow } from '../workspace/clock.ts';
import { useIsLive, useMe, useQueues, useWorkspace } from '../workspace/hooks.ts';
import { usesCalls } from '../workspace/selectors.ts';

// Who has nothing to do with calls never fetches a phone.
const DeskCalls = lazy(async () => {
  const [{ DeskCalls: it }] = await Promise.all([import('./DeskCalls.tsx'), loadTexts('calls')]);
  return { default: it };
});
const PhoneBanners = lazy(async () => {
  const [{ PhoneBanners: it }] = await Promise.all([import('../features/calls/PhoneBanners.tsx'), loadTexts('calls')]);
  return { default: it };
});

export const useUsesCalls = (): boolean => useWorkspace(({ mirror }) => mirror !== undefined && usesCalls(mirror));

/** The bar at the bottom: the queues at a glance; where calls are taken the phone, and the call that goes on. */
export function DeskFoot({ onDevices }: { readonly onDevices: () => void }) {
  const calls = useUsesCalls();
  if (!calls) return <DockWithQueues />;
  return (
    <Suspense fallback={<DockWithQueues />}>
      <DeskCalls onDevices={onDevices} idle={(phone, centre) => <DockWithQueues phone={phone} centre={centre} />} />
    </Suspense>
  );
}

export function CallBanners({ onDevices }: { readonly onDevices: () => void }) {
  if (!useUsesCalls()) return null;
  return (
    <Suspense fallback={null}>
      <PhoneBanners onDevices={onDevices} />
    </Suspense>
  );
}

/** Agents see what waits in their queues, supervisors in those given to them as well, admins everywhere. */
function DockWithQueues({ phone, centre }: { readonly phone?: ReactNode; readonly centre?: ReactNode }) {
  const t = useText('presence');
  const me = useMe();
  const live = useIsLive();
  const all = useQueues();
  const own = useOwnQueues();
  const now = useNow();
  const shown = useMemo(
    () =>
      all.filter((queue) => me?.role === 'admin' || own.includes(queue) || me?.supervises.includes(queue.id) === true),
    [all, own, me],
  );
  return (
    <DeskDock
      sentence={me === undefined ? '' : receivingText(me, own, live, now, t)}
      ownQueues={own}
      queues={shown}
      phone={phone}
      centre={centre}
    />
  );
}
