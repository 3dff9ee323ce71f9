import type { Queue } from '@ringdesk/shared/model/queue.ts';

import { Select } from '../../../ui/fields/Select.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useQueues } from '../../../workspace/hooks.ts';
import { warningsBelow } from '../form/FieldWarnings.tsx';
import type { SettingsForm } from '../form/useSettingsForm.ts';
import { useErrorText, useSettingsText } from '../frame/useWords.ts';
import type { FieldWordsOf } from '../queues/queueCard.ts';
import type { CommonForm } from './messengerForm.ts';

/** Label, explanation, dot and error of a field of a channel's form. */
export function useChannelField<V extends CommonForm>(
  form: SettingsForm<V>,
): (field: keyof V & string) => FieldWordsOf {
  const t = useSettingsText();
  const errorText = useErrorText();
  return (field) => ({
    id: `setting-${field}`,
    label: t(`channel.field.${field}.label`),
    hint: t(`channel.field.${field}.hint`),
    changedLabel: form.isChanged(field) ? t('form.changed') : undefined,
    error: errorText(form.errors[field]),
  });
}

/** Select cannot hold null: the disconnected channel's choice. */
const NO_QUEUE = 'none';

/** [3] what every channel has: its name, and the one queue it belongs to. */
export function NameQueueRows<V extends CommonForm>({
  form,
  editable,
  medium = 'chat',
}: {
  readonly form: SettingsForm<V>;
  readonly editable: boolean;
  /** A channel only takes queues of its own. */
  readonly medium?: Queue['medium'];
}) {
  const t = useSettingsText();
  const fieldProps = useChannelField(form);
  const queues = useQueues().filter((queue) => queue.medium === medium);
  const { values } = form;
  const set = (change: Partial<CommonForm>): void => form.set(change as Partial<V>);
  const queue = queues.find(({ id }) => id === values.queueId);
  return (
    <>
      <SettingRow
        {...fieldProps('name')}
        control={
          <TextInput
            className="w-64"
            value={values.name}
            maxLength={160}
            invalid={form.errors.name !== undefined}
            disabled={!editable}
            onChange={(event) => set({ name: event.target.value })}
          />
        }
      />
      <SettingRow
        {...fieldProps('queueId')}
        control={
          <Select
            className="w-64"
            value={values.queueId ?? NO_QUEUE}
            onChange={(next) => set({ queueId: queues.find(({ id }) => id === next)?.id ?? null })}
            options={[
              ...queues.map(({ id, name }) => ({ value: id as string, text: name })),
              { value: NO_QUEUE, text: t('channel.noQueue') },
            ]}
            disabled={!editable}
          />
        }
      >
        {warningsBelow(
          values.queueId === null
            ? [{ id: 'none', level: 'problem', text: t('channel.noQueueWarning') }]
            : queue?.active === false
              ? [{ id: 'off', level: 'problem', text: t('channel.queueOffWarning', { name: queue.name }) }]
              : [],
        )}
      </SettingRow>
    </>
  );
}
