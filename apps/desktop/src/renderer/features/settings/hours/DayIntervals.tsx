import type { OpenDay } from '@ringdesk/shared/model/workingHours.ts';
import { Plus, X } from 'lucide-react';

import { Button } from '../../../ui/actions/Button.tsx';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { TimeField } from '../../../ui/fields/TimeField.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { intervalProblem, nextInterval, withInterval } from './hoursEdit.ts';

/** The open intervals of one day, in order. */
export function DayIntervals({
  name,
  day,
  onChange,
  disabled,
}: {
  /** Of the day, for readers: "Monday". */
  readonly name: string;
  readonly day: OpenDay;
  readonly onChange: (day: OpenDay) => void;
  readonly disabled: boolean;
}) {
  const t = useSettingsText();
  const next = nextInterval(day);
  return (
    <div className="day-intervals">
      {day.map((interval, at) => {
        const problem = intervalProblem(day, at);
        const number = at + 1;
        return (
          // Intervals have no identity but their place.
          <div key={at} className="day-interval">
            <TimeField
              label={t('hours.from', { day: name, number })}
              value={interval.from}
              invalid={problem !== undefined}
              disabled={disabled}
              onChange={(from) => onChange(withInterval(day, at, { from }))}
            />
            <span aria-hidden>–</span>
            <TimeField
              label={t('hours.to', { day: name, number })}
              value={interval.to}
              invalid={problem === 'endsBefore'}
              disabled={disabled}
              onChange={(to) => onChange(withInterval(day, at, { to }))}
            />
            {!disabled && day.length > 1 && (
              <IconButton
                size="xs"
                icon={X}
                label={t('hours.removeInterval', { day: name, number })}
                onClick={() => onChange(day.filter((_, index) => index !== at))}
              />
            )}
            {!disabled && next !== undefined && number === day.length && (
              <Button
                variant="text"
                size="sm"
                icon={Plus}
                aria-label={t('hours.addIntervalOn', { day: name })}
                onClick={() => onChange([...day, next])}
              >
                {t('hours.addInterval')}
              </Button>
            )}
            {problem !== undefined && (
              <span className="text-12 text-danger-text" role="alert">
                {t(`hours.problem.${problem}`)}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
