import { type ReactNode, useState } from 'react';

import { currentLocale } from '../../../text/text.ts';
import { DurationField, type DurationProblem } from '../../../ui/fields/DurationField.tsx';
import { StepSlider } from '../../../ui/fields/StepSlider.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { secondsText, useSettingsText } from '../frame/useWords.ts';
import type { FieldWordsOf } from './queueCard.ts';

export interface DurationRowProps {
  readonly words: FieldWordsOf;
  /** Seconds. */
  readonly value: number;
  readonly onChange: (seconds: number) => void;
  readonly min: number;
  readonly max: number;
  readonly presets: readonly number[];
  /** The steps of a slider beside the field, with the values written under it. */
  readonly slider?: { readonly steps: readonly number[]; readonly ticks: readonly { value: number; text: string }[] };
  /** A switch: without it the time means nothing. */
  readonly toggle?: { readonly on: boolean; readonly onChange: (on: boolean) => void };
  readonly disabled: boolean;
  readonly children?: ReactNode;
}

/** A setting that is a span of time, with its slider or its switch. */
export function DurationRow({
  words,
  value,
  onChange,
  min,
  max,
  presets,
  slider,
  toggle,
  disabled,
  children,
}: DurationRowProps) {
  const t = useSettingsText();
  const [problem, setProblem] = useState<DurationProblem>();
  const off = toggle !== undefined && !toggle.on;
  const problemText =
    problem === undefined ? undefined : t(`duration.${problem}`, { min: secondsText(min), max: secondsText(max) });
  return (
    <SettingRow
      {...words}
      row
      error={off ? words.error : (problemText ?? words.error)}
      control={
        <>
          {slider !== undefined && (
            <StepSlider
              label={words.label}
              steps={slider.steps}
              value={value}
              onChange={onChange}
              valueText={secondsText}
              ticks={slider.ticks}
              disabled={disabled}
            />
          )}
          {!off && (
            <DurationField
              label={toggle === undefined ? words.label : t('duration.of', { name: words.label })}
              className="w-[132px]!"
              value={value}
              onChange={onChange}
              onProblem={setProblem}
              min={min}
              max={max}
              presets={presets}
              locale={currentLocale()}
              disabled={disabled}
            />
          )}
          {toggle !== undefined && (
            <Switch label={words.label} checked={toggle.on} onChange={toggle.onChange} disabled={disabled} />
          )}
        </>
      }
    >
      {children}
    </SettingRow>
  );
}
