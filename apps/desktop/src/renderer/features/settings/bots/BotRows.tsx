import { currentLocale } from '../../../text/text.ts';
import { Stepper } from '../../../ui/fields/Stepper.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import type { SettingsForm } from '../form/useSettingsForm.ts';
import { useErrorText, useSettingsText } from '../frame/useWords.ts';
import { DurationRow } from '../queues/DurationRow.tsx';
import type { FieldWordsOf } from '../queues/queueCard.ts';

/** What both kinds of bots have. */
interface Common {
  readonly name: string;
  readonly idleMinutes: number;
}

export interface BotRowProps<V extends Common> {
  readonly form: SettingsForm<V>;
  readonly editable: boolean;
}

/** Label, explanation, dot and error of a field of a bot's form. */
export function useBotField<V extends Common>(form: SettingsForm<V>): (field: keyof V & string) => FieldWordsOf {
  const t = useSettingsText();
  const errorText = useErrorText();
  return (field) => ({
    id: `setting-${field}`,
    label: t(`bot.field.${field}.label`),
    hint: t(`bot.field.${field}.hint`),
    changedLabel: form.isChanged(field) ? t('form.changed') : undefined,
    error: errorText(form.errors[field]),
  });
}

export function BotNameRow<V extends Common>({ form, editable }: BotRowProps<V>) {
  return (
    <SettingRow
      {...useBotField(form)('name')}
      control={
        <TextInput
          className="w-64"
          value={form.values.name}
          maxLength={80}
          invalid={form.errors.name !== undefined}
          disabled={!editable}
          onChange={(event) => form.set({ name: event.target.value } as Partial<V>)}
        />
      }
    />
  );
}

/** After how long without a word of the customer it goes to the queue. */
export function BotIdleRow<V extends Common>({ form, editable }: BotRowProps<V>) {
  return (
    <DurationRow
      words={useBotField(form)('idleMinutes')}
      value={form.values.idleMinutes * 60}
      onChange={(seconds) => form.set({ idleMinutes: Math.max(1, Math.round(seconds / 60)) } as Partial<V>)}
      min={60}
      max={86_400}
      presets={[300, 600, 900, 1_800, 3_600]}
      disabled={!editable}
    />
  );
}

export function MissesRow<V extends Common & { readonly misses: number }>({ form, editable }: BotRowProps<V>) {
  const t = useSettingsText();
  const words = useBotField(form)('misses');
  return (
    <SettingRow
      {...words}
      control={
        <Stepper
          label={words.label}
          value={form.values.misses}
          onChange={(misses) => form.set({ misses } as Partial<V>)}
          min={1}
          max={5}
          locale={currentLocale()}
          lessLabel={t('less')}
          moreLabel={t('more')}
          disabled={!editable}
        />
      }
    />
  );
}
