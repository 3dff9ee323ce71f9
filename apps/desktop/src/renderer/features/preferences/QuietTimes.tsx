import type { Quiet, QuietTime } from '@ringdesk/shared/model/preferences.ts';
import { Plus, X } from 'lucide-react';

import { changePreferences } from '../../connection/preferences.ts';
import { useText } from '../../text/text.ts';
import { weekdayName } from '../../text/weekdayName.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { classNames } from '../../ui/classNames.ts';
import { DAY_MINUTES } from '../../ui/fields/clockTime.ts';
import { Switch } from '../../ui/fields/Switch.tsx';
import { TimeField } from '../../ui/fields/TimeField.tsx';
import { SettingRow } from '../../ui/settings/SettingRow.tsx';
import { usePreferences } from '../../workspace/hooks.ts';

const week = [0, 1, 2, 3, 4, 5, 6];
/** Evenings of the days on which most people work: what the first time begins with. */
const evenings: QuietTime = { days: [0, 1, 2, 3, 4], from: 20 * 60, to: 8 * 60 };
const MOST_TIMES = 7;

/** Do-not-disturb by the clock (desk 2.7): on which days, from when until when. */
export function QuietTimes() {
  const t = useText('preferences');
  const { quiet = { on: false, times: [] } } = usePreferences();
  const { on, times } = quiet;
  // What was switched off by hand comes back with any change: somebody who sets times wants them.
  const save = (change: Partial<Quiet>): void => changePreferences({ quiet: { on, times, ...change } });
  const put = (at: number, change: Partial<QuietTime>): void =>
    save({ times: times.map((time, index) => (index === at ? { ...time, ...change } : time)) });
  return (
    <SettingRow
      label={t('quiet.title')}
      hint={t('quiet.hint')}
      row
      control={
        <Switch
          label={t('quiet.title')}
          checked={on}
          onChange={(next) => save({ on: next, times: next && times.length === 0 ? [evenings] : times })}
        />
      }
    >
      {on && (
        <div className="flex flex-col gap-3">
          {times.map((time, at) => (
            // Times have no identity but their place.
            <Time
              key={at}
              number={at + 1}
              time={time}
              onChange={(change) => put(at, change)}
              onRemove={() => save({ times: times.filter((_, index) => index !== at) })}
            />
          ))}
          {times.length < MOST_TIMES && (
            <Button
              variant="text"
              size="sm"
              icon={Plus}
              className="self-start"
              onClick={() => save({ times: [...times, evenings] })}
            >
              {t('quiet.add')}
            </Button>
          )}
        </div>
      )}
    </SettingRow>
  );
}

interface TimeProps {
  readonly number: number;
  readonly time: QuietTime;
  readonly onChange: (change: Partial<QuietTime>) => void;
  readonly onRemove: () => void;
}

function Time({ number, time, onChange, onRemove }: TimeProps) {
  const t = useText('preferences');
  const { days, from, to } = time;
  const turn = (day: number): void =>
    onChange({
      days: days.includes(day) ? days.filter((each) => each !== day) : [...days, day].toSorted((a, b) => a - b),
    });
  return (
    <div role="group" aria-label={t('quiet.time', { number })} className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <span className="flex gap-1">
        {week.map((day) => (
          <button
            key={day}
            type="button"
            aria-pressed={days.includes(day)}
            title={weekdayName(day)}
            className={classNames(
              'tag min-h-7 px-2.5',
              days.includes(day) && 'tag-accent shadow-[inset_0_0_0_1px_var(--accent)]',
            )}
            onClick={() => turn(day)}
          >
            {weekdayName(day, 'short')}
          </button>
        ))}
      </span>
      <span className="flex items-center gap-2">
        <TimeField
          label={t('quiet.from', { number })}
          value={from}
          // Midnight is the beginning of a day here, and its end there.
          onChange={(minutes) => onChange({ from: minutes % DAY_MINUTES })}
        />
        <span aria-hidden>–</span>
        <TimeField
          label={t('quiet.to', { number })}
          value={to}
          onChange={(minutes) => onChange({ to: minutes === 0 ? DAY_MINUTES : minutes })}
        />
        {to <= from && <span className="text-12 text-muted">{t('quiet.nextDay')}</span>}
        <IconButton size="sm" icon={X} label={t('quiet.remove', { number })} onClick={onRemove} />
      </span>
    </div>
  );
}
