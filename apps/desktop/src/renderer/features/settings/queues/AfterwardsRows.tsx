import { currentLocale } from '../../../text/text.ts';
import { Stepper } from '../../../ui/fields/Stepper.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { warningsBelow } from '../form/FieldWarnings.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { DurationRow } from './DurationRow.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';

/** A setting that queues of chats and of calls have alike; they differ in what it starts with and in its explanation. */
interface AfterwardsRowProps extends Pick<QueueCardProps, 'form' | 'editable'> {
  /** Instead of the explanation that the field has elsewhere. */
  readonly hint?: string;
}

interface SuggestingRowProps extends AfterwardsRowProps {
  /** What it starts with when it is switched on and had no value before. */
  readonly suggested: number;
}

interface InterceptRowProps extends AfterwardsRowProps {
  readonly warnings?: Parameters<typeof warningsBelow>[0];
}

/** [62] whether colleagues may intercept. */
export function InterceptRow({ form, editable, hint, warnings = [] }: InterceptRowProps) {
  const words = useFieldProps(form)('interceptAllowed');
  return (
    <SettingRow
      {...words}
      hint={hint ?? words.hint}
      control={
        <Switch
          checked={form.values.interceptAllowed}
          onChange={(interceptAllowed) => form.set({ interceptAllowed })}
          disabled={!editable}
        />
      }
    >
      {warningsBelow(warnings)}
    </SettingRow>
  );
}

/** [79] seconds of wrap-up; none when it is off. */
export function WrapUpRow({ form, editable, hint, suggested }: SuggestingRowProps) {
  const words = useFieldProps(form)('wrapUpSeconds');
  const { values, base, set } = form;
  return (
    <DurationRow
      words={{ ...words, hint: hint ?? words.hint }}
      value={values.wrapUpSeconds === 0 ? suggested : values.wrapUpSeconds}
      onChange={(wrapUpSeconds) => set({ wrapUpSeconds })}
      min={1}
      max={3_600}
      presets={[15, 30, 45, 60, 120, 300, 600]}
      toggle={{
        on: values.wrapUpSeconds > 0,
        onChange: (on) => set({ wrapUpSeconds: on ? base.wrapUpSeconds || suggested : 0 }),
      }}
      disabled={!editable}
    />
  );
}

/** [80] after how many missed offers in a row an agent is set away; never when it is off. */
export function MissedOffersRow({ form, editable, suggested }: SuggestingRowProps) {
  const t = useSettingsText();
  const words = useFieldProps(form)('missedOffersLimit');
  const { values, base, set } = form;
  return (
    <SettingRow
      {...words}
      row
      control={
        <>
          {values.missedOffersLimit !== null && (
            <Stepper
              label={words.label}
              value={values.missedOffersLimit}
              onChange={(next) => set({ missedOffersLimit: next })}
              min={1}
              max={5}
              locale={currentLocale()}
              lessLabel={t('less')}
              moreLabel={t('more')}
              disabled={!editable}
            />
          )}
          <Switch
            label={words.label}
            checked={values.missedOffersLimit !== null}
            onChange={(on) => set({ missedOffersLimit: on ? (base.missedOffersLimit ?? suggested) : null })}
            disabled={!editable}
          />
        </>
      }
    />
  );
}
