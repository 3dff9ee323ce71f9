import type { PresenceReason } from '@ringdesk/shared/model/agent.ts';
import { useState } from 'react';

import { currentLocale } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { DurationField, type DurationProblem } from '../../../ui/fields/DurationField.tsx';
import { Field } from '../../../ui/fields/Field.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { secondsText, useErrorText, useSettingsText } from '../frame/useWords.ts';

const SUGGESTED_MINUTES = 30;
const LONGEST_MINUTES = 1_440;

/** One reason: its name, the state it stands for, and after how long its timer turns amber. */
export function ReasonDialog({
  reason,
  others,
  onClose,
  onTake,
}: {
  readonly reason: PresenceReason;
  readonly others: readonly PresenceReason[];
  readonly onClose: () => void;
  readonly onTake: (reason: PresenceReason) => void;
}) {
  const t = useSettingsText();
  const errorText = useErrorText();
  const [values, setValues] = useState(reason);
  const [attempted, setAttempted] = useState(false);
  const [problem, setProblem] = useState<DurationProblem>();
  const name = values.name.trim();
  const taken = others.some((other) => other.name.toLocaleLowerCase() === name.toLocaleLowerCase());
  const limit = values.limitMinutes;
  const { limitMinutes: _, ...unlimited } = values;

  return (
    <Dialog
      open
      onClose={onClose}
      title={reason.name === '' ? t('reasons.new') : t('reasons.edit', { name: reason.name })}
      closeLabel={t('app:close')}
      onSubmit={(event) => {
        event.preventDefault();
        setAttempted(true);
        if (name !== '' && !taken && problem === undefined) onTake({ ...values, name });
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button variant="primary" type="submit">
            {t('reasons.take')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={t('reasons.name')}
          placeholder={t('reasons.example')}
          maxLength={40}
          value={values.name}
          error={taken ? errorText('nameTaken') : attempted && name === '' ? errorText('too-short') : undefined}
          onChange={(event) => setValues({ ...values, name: event.target.value })}
        />
        <Field label={t('reasons.state')} hint={t(`reasons.stateOf.${values.state}`)}>
          <Select
            value={values.state}
            onChange={(state) => setValues({ ...values, state })}
            options={(['break', 'busy', 'away'] as const).map((value) => ({
              value,
              text: t(`presence:state.${value}`),
            }))}
          />
        </Field>
        <Checkbox
          checked={limit !== undefined}
          onChange={(on) => setValues(on ? { ...values, limitMinutes: SUGGESTED_MINUTES } : unlimited)}
          hint={t('reasons.limitHint')}
        >
          {t('reasons.limit')}
        </Checkbox>
        {limit !== undefined && (
          <Field
            label={t('reasons.limitTime')}
            error={
              problem === undefined
                ? undefined
                : t(`duration.${problem}`, { min: secondsText(60), max: secondsText(LONGEST_MINUTES * 60) })
            }
          >
            <DurationField
              value={limit * 60}
              onChange={(seconds) => setValues({ ...values, limitMinutes: Math.max(1, Math.round(seconds / 60)) })}
              onProblem={setProblem}
              min={60}
              max={LONGEST_MINUTES * 60}
              presets={[300, 600, 900, 1_800, 2_700, 3_600]}
              locale={currentLocale()}
            />
          </Field>
        )}
      </div>
    </Dialog>
  );
}
