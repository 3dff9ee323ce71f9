import type { WarnedField } from '@ringdesk/shared/rules/queueWarnings.ts';

import type { Field } from '../form/changes.ts';
import type { FieldWarning } from '../form/FieldWarnings.tsx';
import type { SettingsForm } from '../form/useSettingsForm.ts';
import { useErrorText, useSettingsText } from '../frame/useWords.ts';
import { settingElement } from './queueFields.ts';
import type { QueueForm } from './queueForm.ts';
import type { Around } from './useSurroundings.ts';

/** What every card of the queue form works on. */
export interface QueueCardProps {
  readonly form: SettingsForm<QueueForm>;
  readonly around: Around;
  readonly editable: boolean;
  readonly warningsOf: (...fields: WarnedField[]) => readonly FieldWarning[];
}

export interface FieldWordsOf {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly changedLabel: string | undefined;
  readonly error: string | undefined;
}

/** Label, explanation, dot and error of a field of the queue form, ready for its row. */
export function useFieldProps(form: SettingsForm<QueueForm>): (field: Field<QueueForm>) => FieldWordsOf {
  const t = useSettingsText();
  const errorText = useErrorText();
  return (field) => ({
    id: settingElement(field),
    label: t(`queue.field.${field}.label`),
    hint: t(`queue.field.${field}.hint`),
    changedLabel: form.isChanged(field) ? t('form.changed') : undefined,
    error:
      field === 'limit' && form.errors.limit === 'too_small 1' ? t('error.limitZero') : errorText(form.errors[field]),
  });
}
