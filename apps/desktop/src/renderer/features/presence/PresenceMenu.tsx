import type { DeclaredPresence } from '@ringdesk/shared/model/agent.ts';
import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import { BellOff, CircleCheck, CircleMinus, CircleQuestionMark, Clock } from 'lucide-react';
import { useMemo, useState } from 'react';

import { useCommand } from '../../app/registry.ts';
import { sendCommand } from '../../connection/connection.ts';
import { changePreferences } from '../../connection/preferences.ts';
import { formatDuration } from '../../text/format.ts';
import { refusalText } from '../../text/refusalText.ts';
import { currentLocale, text, useText } from '../../text/text.ts';
import { announce } from '../../ui/feedback/liveRegionStore.ts';
import { showToast } from '../../ui/feedback/toasts.ts';
import { StatePill } from '../../ui/frame/StatePill.tsx';
import { PresenceDot } from '../../ui/marks/PresenceDot.tsx';
import { presenceShape } from '../../ui/marks/presenceShape.ts';
import { Menu, type MenuEntry } from '../../ui/overlays/Menu.tsx';
import { serverNow, useNow } from '../../workspace/clock.ts';
import { useDepartments, useLink, useMe, usePreferences, useQueues, useReasons } from '../../workspace/hooks.ts';
import { availabilityOf, ownQueues } from '../../workspace/selectors.ts';
import { workspace } from '../../workspace/workspace.ts';
import { overSince, pillText, stateText, termText } from './presenceText.ts';

/** My state in the title bar, with the menu that changes it and says why I receive or not (desk 2.5). */
export function PresenceMenu() {
  const t = useText('presence');
  const me = useMe();
  const reasons = useReasons();
  const link = useLink();
  const live = link.phase === 'live';
  const queues = useOwnQueues();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const entries = usePresenceEntries();
  useCommand('presence.menu', () => setOpen(true));
  useCommand('presence.available', () => setPresence('available'), { enabled: me?.presence.state !== 'available' });
  useCommand('presence.shift', () => me && void act('shift.set', { open: !me.shiftOpen }));
  if (me === undefined) return null;
  const state = pillText(me, reasons, queues, live, t);
  const over = overSince(me, reasons);
  const time = formatDuration(now - (live ? me.presence.since : link.since));
  return (
    <Menu
      align="end"
      open={open}
      onOpenChange={setOpen}
      entries={entries}
      trigger={
        <StatePill
          shape={presenceShape(me.presence.state, live)}
          text={state}
          time={time}
          over={live && over !== undefined && now > over}
          label={t('label', { state, time })}
        />
      }
    />
  );
}

function usePresenceEntries(): MenuEntry[] {
  const t = useText('presence');
  const me = useMe();
  const reasons = useReasons();
  const queues = useOwnQueues();
  const { doNotDisturb } = usePreferences();
  return useMemo(() => {
    if (me === undefined) return [];
    const { state, reasonId } = me.presence;
    const choice = (to: DeclaredPresence, reason?: { readonly id: ReasonId; readonly name: string }): MenuEntry => ({
      id: reason?.id ?? to,
      text: reason?.name ?? t(`state.${to}`),
      mark: <PresenceDot shape={presenceShape(to, true)} />,
      checked: state === to && reasonId === reason?.id,
      onSelect: () => setPresence(to, reason?.id),
    });
    const of = (to: 'busy' | 'break' | 'away'): MenuEntry[] =>
      reasons.filter((reason) => reason.state === to).map((reason) => choice(to, reason));
    return [
      { kind: 'label', text: t('menu.state') },
      choice('available'),
      choice('busy'),
      ...of('busy'),
      ...of('break'),
      choice('away'),
      ...of('away'),
      ...(reasons.some((reason) => reason.state === 'break')
        ? []
        : [{ kind: 'label', text: t('menu.noReasons') } as const]),
      { kind: 'line' },
      {
        id: 'shift',
        icon: Clock,
        text: me.shiftOpen ? t('menu.shiftEnd') : t('menu.shiftStart'),
        onSelect: () => void act('shift.set', { open: !me.shiftOpen }),
      },
      {
        id: 'doNotDisturb',
        icon: BellOff,
        text: t('menu.doNotDisturb'),
        checked: doNotDisturb,
        onSelect: () => changePreferences({ doNotDisturb: !doNotDisturb }),
      },
      {
        kind: 'submenu',
        id: 'why',
        icon: CircleQuestionMark,
        text: t('why'),
        entries: queues.length === 0 ? [{ kind: 'label', text: t('noQueues') }] : terms(me, queues, t),
      },
    ];
  }, [me, reasons, queues, doNotDisturb, t]);
}

/** Every term of effective availability [17], each with whether it holds: the conjunction the router uses. */
function terms(
  me: NonNullable<ReturnType<typeof useMe>>,
  queues: ReturnType<typeof useOwnQueues>,
  t: ReturnType<typeof useText>,
): MenuEntry[] {
  const all = availabilityOf(me, queues).map((term): MenuEntry => ({
    id: `term-${term.reason}`,
    icon: term.holds ? CircleCheck : CircleMinus,
    text: termText(term, t),
    onSelect: () => undefined,
  }));
  if (me.presence.state !== 'available') return all;
  return [...all, { id: 'term-presence', icon: CircleCheck, text: t('holds.presence'), onSelect: () => undefined }];
}

/** Queues I am a member of; renewed when queues or departments change, not with every update. */
export function useOwnQueues(): ReturnType<typeof ownQueues> {
  const queues = useQueues();
  const departments = useDepartments();
  return useMemo(() => {
    const { mirror } = workspace.getState();
    if (mirror === undefined || queues.length === 0 || departments === undefined) return [];
    return ownQueues(mirror, new Intl.Collator(currentLocale(), { numeric: true }).compare);
  }, [queues, departments]);
}

/** Declares a state and says it aloud; a refusal is shown. */
export function setPresence(state: DeclaredPresence, reasonId?: ReasonId): void {
  void act('presence.set', { state, ...(reasonId === undefined ? {} : { reasonId }) });
}

async function act<N extends 'presence.set' | 'shift.set'>(
  name: N,
  input: Parameters<typeof sendCommand<N>>[1],
): Promise<void> {
  const reply = await sendCommand(name, input);
  const { mirror } = workspace.getState();
  if (!reply.ok) {
    showToast({ tone: 'bad', text: refusalText(reply.error, (id) => mirror?.agents.get(id)?.name, serverNow()) });
    return;
  }
  const me = mirror?.agents.get(mirror.me);
  if (me !== undefined && name === 'presence.set') announce(spokenChange(me, mirror?.reasons ?? []));
}

function spokenChange(me: NonNullable<ReturnType<typeof useMe>>, reasons: ReturnType<typeof useReasons>): string {
  return text('presence:changed', { state: stateText(me, reasons, (key) => text(key)) });
}
