import type { Agent, DeclaredPresence } from '@ringdesk/shared/model/agent.ts';
import type { ReasonId } from '@ringdesk/shared/model/ids.ts';
import { BellOff, CircleQuestionMark, Clock, Hourglass, X } from 'lucide-react';
import { useMemo, useState } from 'react';

import { useCommand } from '../../app/registry.ts';
import { changePreferences } from '../../connection/preferences.ts';
import { formatDuration, formatTime } from '../../text/format.ts';
import { currentLocale, useText } from '../../text/text.ts';
import { StatePill } from '../../ui/frame/StatePill.tsx';
import { PresenceDot } from '../../ui/marks/PresenceDot.tsx';
import { presenceShape } from '../../ui/marks/presenceShape.ts';
import { Menu, type MenuEntry } from '../../ui/overlays/Menu.tsx';
import { serverNow, useNow } from '../../workspace/clock.ts';
import {
  useDepartments,
  useInteraction,
  useLink,
  useList,
  useMe,
  useQueues,
  useReasons,
  useWorkspace,
} from '../../workspace/hooks.ts';
import { ownedLive, ownQueues } from '../../workspace/selectors.ts';
import { quietToggled, useQuiet } from '../../workspace/quiet.ts';
import { workspace } from '../../workspace/workspace.ts';
import { arm, disarm, takeArmed, useArmed } from './armed.ts';
import { callsOffText, choiceText, overSince, pillText } from './presenceText.ts';
import { capacityFigures, receivesEntries, useReceiveCommands } from './receives.ts';
import { setPresence, setShift } from './setPresence.ts';
import { whyEntries } from './whyEntries.ts';

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
  useReceiveCommands(me, queues);
  useCommand('presence.shift', () => me && setShift(!me.shiftOpen));
  const armed = useArmed();
  const callSince = useCallSince(me);
  const counted = useWorkspace(({ mirror }) => mirror?.counted);
  const figures = useMemo(
    () => (me === undefined ? [] : capacityFigures(me, counted, queues, t)),
    [me, counted, queues, t],
  );
  if (me === undefined) return null;
  const present = pillText(me, reasons, queues, live, t);
  const state =
    armed === undefined ? present : t('armed.pill', { state: present, next: choiceText(armed, reasons, t) });
  const over = overSince(me, reasons);
  const since = callSince ?? me.presence.since;
  const time = formatDuration(now - (live ? since : link.since));
  const off = live && me.presence.state === 'available' ? callsOffText(me, queues, now, t) : undefined;
  return (
    <Menu
      align="end"
      open={open}
      onOpenChange={setOpen}
      entries={entries}
      trigger={
        <StatePill
          shape={presenceShape(me.presence.state, live, me.onCall)}
          text={off === undefined ? state : t('pillCallsOff', { state })}
          time={time}
          figures={live ? figures : []}
          over={live && over !== undefined && now > over}
          label={off === undefined ? t('label', { state, time }) : t('labelCallsOff', { state, time, reason: off })}
        />
      }
    />
  );
}

/** Since when the call that the pill names goes on, or is wrapped up. */
function useCallSince(me: Agent | undefined): number | undefined {
  const list = useList(me?.onCall === 'wrapUp' ? 'wrapUp' : 'calls');
  const interaction = useInteraction(list.at(0));
  if (me?.onCall === undefined || me.onCall === 'ringing' || interaction?.call === undefined) return undefined;
  return me.onCall === 'wrapUp' ? interaction.since : interaction.call.answeredAt;
}

interface Named {
  readonly id: ReasonId;
  readonly name: string;
}

function usePresenceEntries(): MenuEntry[] {
  const t = useText('presence');
  const me = useMe();
  const reasons = useReasons();
  const queues = useOwnQueues();
  const quiet = useQuiet();
  const [isQuiet, quietUntil] = [quiet !== undefined, quiet?.until];
  const counted = useWorkspace(({ mirror }) => mirror?.counted);
  const armed = useArmed();
  const busy = useWorkspace(({ mirror }) => mirror !== undefined && ownedLive(mirror) > 0);
  return useMemo(() => {
    if (me === undefined) return [];
    const { state, reasonId } = me.presence;
    const entry = (to: DeclaredPresence, reason?: Named) => ({
      id: reason?.id ?? to,
      text: reason?.name ?? t(`state.${to}`),
      mark: <PresenceDot shape={presenceShape(to, true)} />,
    });
    const choice = (to: DeclaredPresence, reason?: Named): MenuEntry => ({
      ...entry(to, reason),
      checked: state === to && reasonId === reason?.id,
      onSelect: () => setPresence(to, reason?.id),
    });
    const later = (to: DeclaredPresence, reason?: Named): MenuEntry => ({
      ...entry(to, reason),
      onSelect: () => arm({ state: to, reasonId: reason?.id }, (next) => setPresence(next.state, next.reasonId)),
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
      ...(busy && armed === undefined
        ? [
            {
              kind: 'submenu' as const,
              id: 'later',
              icon: Hourglass,
              text: t('armed.later'),
              entries: [
                ...reasons.filter((reason) => reason.state !== 'busy').map((reason) => later(reason.state, reason)),
                later('away'),
              ],
            },
          ]
        : []),
      ...(armed === undefined
        ? []
        : [
            { kind: 'line' as const },
            { kind: 'label' as const, text: t('armed.waiting', { next: choiceText(armed, reasons, t) }) },
            { id: 'armedNow', icon: Hourglass, text: t('armed.now'), onSelect: takeArmed },
            { id: 'armedCancel', icon: X, text: t('armed.cancel'), onSelect: disarm },
          ]),
      ...receivesEntries(me, counted, queues, t),
      { kind: 'line' },
      {
        id: 'shift',
        icon: Clock,
        text: me.shiftOpen ? t('menu.shiftEnd') : t('menu.shiftStart'),
        onSelect: () => setShift(!me.shiftOpen),
      },
      {
        id: 'doNotDisturb',
        icon: BellOff,
        text: t('menu.doNotDisturb'),
        checked: isQuiet,
        ...(quietUntil !== undefined && { detail: t('menu.quietUntil', { time: formatTime(quietUntil) }) }),
        onSelect: () => changePreferences(quietToggled(workspace.getState().preferences, serverNow())),
      },
      {
        kind: 'submenu',
        id: 'why',
        icon: CircleQuestionMark,
        text: t('why'),
        entries: queues.length === 0 ? [{ kind: 'label', text: t('noQueues') }] : whyEntries(me, queues, counted, t),
      },
    ];
  }, [me, reasons, queues, counted, isQuiet, quietUntil, armed, busy, t]);
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
