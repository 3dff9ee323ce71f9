import { usualWorkingHours, type WorkingHours } from '@ringdesk/shared/model/workingHours.ts';
import { Clock } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';

import { Combobox } from '../../../ui/fields/Combobox.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { serverNow, useNow } from '../../../workspace/clock.ts';
import { useSettingsText } from '../frame/useWords.ts';
import type { FieldWordsOf } from '../queues/queueCard.ts';
import { HolidaysEditor } from './HolidaysEditor.tsx';
import { clockIn, localDate, openLine } from './openNow.ts';
import { zoneOptions } from './timeZones.ts';
import { WeekEditor } from './WeekEditor.tsx';

/** The zone of this device. */
const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** [29, 31] Working hours as rows of a card: on or off, zone, week, days off. `null`: always open, or another's hours. */
export function HoursEditor({
  words,
  value,
  saved,
  onChange,
  disabled,
  warnings,
}: {
  readonly words: FieldWordsOf;
  readonly value: WorkingHours | null;
  /** What is in force: what switching off and on again brings back. */
  readonly saved: WorkingHours | null;
  readonly onChange: (hours: WorkingHours | null) => void;
  readonly disabled: boolean;
  readonly warnings?: ReactNode;
}) {
  return (
    <>
      <SettingRow
        {...words}
        control={
          <Switch
            checked={value !== null}
            onChange={(on) => onChange(on ? (saved ?? usualWorkingHours(ownZone())) : null)}
            disabled={disabled}
          />
        }
      >
        {value !== null || warnings !== undefined ? (
          <>
            {value !== null && <OpenLine hours={value} />}
            {warnings}
          </>
        ) : undefined}
      </SettingRow>
      {value !== null && <HoursRows hours={value} onChange={onChange} disabled={disabled} />}
    </>
  );
}

/** Whether it is open at this moment, and until when. */
function OpenLine({ hours }: { readonly hours: WorkingHours }) {
  const t = useSettingsText();
  const now = useNow();
  const minute = Math.floor(now / 60_000) * 60_000;
  const line = useMemo(() => openLine(t, hours, minute), [t, hours, minute]);
  return line === undefined ? null : (
    <p className="flex items-center gap-1.5 text-12 font-medium text-secondary" role="status">
      <Icon glyph={Clock} size={14} />
      {line}
    </p>
  );
}

function HoursRows({
  hours,
  onChange,
  disabled,
}: {
  readonly hours: WorkingHours;
  readonly onChange: (hours: WorkingHours) => void;
  readonly disabled: boolean;
}) {
  const t = useSettingsText();
  const { timeZone } = hours;
  const zones = useMemo(() => zoneOptions(timeZone), [timeZone]);
  return (
    <>
      <SettingRow
        label={t('hours.zone')}
        hint={<ZoneHint timeZone={timeZone} />}
        control={
          <Combobox
            className="w-64"
            value={timeZone}
            options={zones}
            onChange={(next) => onChange({ ...hours, timeZone: next })}
            empty={t('hours.noZone')}
            disabled={disabled}
          />
        }
      />
      <SettingBlock label={t('hours.week')} hint={t('hours.weekHint')}>
        <WeekEditor hours={hours} onChange={onChange} disabled={disabled} />
      </SettingBlock>
      <SettingBlock label={t('hours.holidays')} hint={t('hours.holidaysHint')}>
        <HolidaysEditor
          holidays={hours.holidays}
          today={() => localDate(serverNow(), timeZone)}
          onChange={(holidays) => onChange({ ...hours, holidays })}
          disabled={disabled}
        />
      </SettingBlock>
    </>
  );
}

/** What the clocks of the zone show; by itself, so that the editor does not renew each second. */
function ZoneHint({ timeZone }: { readonly timeZone: string }) {
  const t = useSettingsText();
  return t('hours.zoneHint', { time: clockIn(timeZone, useNow()) });
}
