import type { Holiday } from '@ringdesk/shared/model/workingHours.ts';
import { Plus, X } from 'lucide-react';

import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { DayIntervals } from './DayIntervals.tsx';
import { usualDay } from './hoursEdit.ts';

/** Days that differ from their weekday, as the contract bounds them. */
const MOST_HOLIDAYS = 200;

/** [29] Days off and days with other hours, once or every year. */
export function HolidaysEditor({
  holidays,
  today,
  onChange,
  disabled,
}: {
  readonly holidays: readonly Holiday[];
  /** ISO date a new one begins with. */
  readonly today: () => string;
  readonly onChange: (holidays: Holiday[]) => void;
  readonly disabled: boolean;
}) {
  const t = useSettingsText();
  const put = (at: number, change: Partial<Holiday>): void =>
    onChange(holidays.map((holiday, index) => (index === at ? { ...holiday, ...change } : holiday)));
  return (
    <div className="flex flex-col gap-2.5">
      {holidays.length > 0 && (
        <ul className="holidays" aria-label={t('hours.holidays')}>
          {holidays.map((holiday, at) => (
            // A holiday has no identity but its place.
            <li key={at} className="holiday">
              <HolidayRow
                holiday={holiday}
                number={at + 1}
                disabled={disabled}
                onChange={(change) => put(at, change)}
                onRemove={() => onChange(holidays.filter((_, index) => index !== at))}
              />
            </li>
          ))}
        </ul>
      )}
      {!disabled && holidays.length < MOST_HOLIDAYS && (
        <Button
          variant="text"
          icon={Plus}
          className="self-start"
          onClick={() =>
            onChange([...holidays, { name: t('hours.newHoliday'), date: today(), yearly: false, hours: [] }])
          }
        >
          {t('hours.addHoliday')}
        </Button>
      )}
    </div>
  );
}

function HolidayRow({
  holiday,
  number,
  onChange,
  onRemove,
  disabled,
}: {
  readonly holiday: Holiday;
  readonly number: number;
  readonly onChange: (change: Partial<Holiday>) => void;
  readonly onRemove: () => void;
  readonly disabled: boolean;
}) {
  const t = useSettingsText();
  const name = holiday.name.trim() === '' ? String(number) : holiday.name;
  const open = holiday.hours.length > 0;
  return (
    <>
      <TextInput
        className="min-w-0 flex-1"
        label={t('hours.holidayName', { number })}
        value={holiday.name}
        maxLength={60}
        invalid={holiday.name.trim() === ''}
        disabled={disabled}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextInput
        className="w-36"
        type="date"
        label={t('hours.holidayDate', { name })}
        value={holiday.date}
        invalid={holiday.date === ''}
        disabled={disabled}
        onChange={(event) => onChange({ date: event.target.value })}
      />
      {!disabled && <IconButton size="sm" icon={X} label={t('hours.removeHoliday', { name })} onClick={onRemove} />}
      <div className="holiday-more">
        <Checkbox checked={holiday.yearly} disabled={disabled} onChange={(yearly) => onChange({ yearly })}>
          {t('hours.yearly')}
        </Checkbox>
        <Checkbox checked={open} disabled={disabled} onChange={(on) => onChange({ hours: on ? [...usualDay] : [] })}>
          {t('hours.otherHours')}
        </Checkbox>
        {open && (
          <DayIntervals
            name={name}
            day={holiday.hours}
            disabled={disabled}
            onChange={(hours) => onChange({ hours: [...hours] })}
          />
        )}
      </div>
    </>
  );
}
