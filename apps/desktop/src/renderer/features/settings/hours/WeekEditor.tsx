import type { WorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { Copy } from 'lucide-react';

import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { Menu, type MenuEntry } from '../../../ui/overlays/Menu.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { DayIntervals } from './DayIntervals.tsx';
import { copyDay, usualDay, wholeDay, withDay } from './hoursEdit.ts';
import { weekdayName } from '../../../text/weekdayName.ts';

const WORKDAYS = [0, 1, 2, 3, 4];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** [29] The week: each day open or closed, with its intervals, and its hours copied to other days. */
export function WeekEditor({
  hours,
  onChange,
  disabled,
}: {
  readonly hours: WorkingHours;
  readonly onChange: (hours: WorkingHours) => void;
  readonly disabled: boolean;
}) {
  const t = useSettingsText();
  return (
    <ul className="week" aria-label={t('hours.week')}>
      {hours.week.map((day, at) => {
        const name = weekdayName(at);
        const open = day.length > 0;
        return (
          <li key={name} className="week-day">
            <Switch
              label={t('hours.openOn', { day: name })}
              checked={open}
              disabled={disabled}
              onChange={(on) => onChange(withDay(hours, at, on ? usualDay : []))}
            />
            <span className="week-name">{name}</span>
            {open ? (
              <DayIntervals
                name={name}
                day={day}
                disabled={disabled}
                onChange={(next) => onChange(withDay(hours, at, next))}
              />
            ) : (
              <span className="text-muted">{t('hours.closed')}</span>
            )}
            {!disabled && (
              <Menu
                align="end"
                trigger={<IconButton size="sm" icon={Copy} label={t('hours.copyOf', { day: name })} />}
                entries={copyEntries(t, hours, at, onChange)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function copyEntries(
  t: ReturnType<typeof useSettingsText>,
  hours: WorkingHours,
  at: number,
  onChange: (hours: WorkingHours) => void,
): MenuEntry[] {
  return [
    { id: 'whole', text: t('hours.wholeDay'), onSelect: () => onChange(withDay(hours, at, wholeDay)) },
    { kind: 'line' },
    { kind: 'label', text: t('hours.copyTo') },
    { id: 'work', text: t('hours.workdays'), onSelect: () => onChange(copyDay(hours, at, WORKDAYS)) },
    { id: 'all', text: t('hours.everyDay'), onSelect: () => onChange(copyDay(hours, at, EVERY_DAY)) },
    ...EVERY_DAY.filter((day) => day !== at).map((day) => ({
      id: String(day),
      text: weekdayName(day),
      onSelect: () => onChange(copyDay(hours, at, [day])),
    })),
  ];
}
