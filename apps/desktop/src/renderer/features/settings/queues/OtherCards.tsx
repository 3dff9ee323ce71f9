import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { Trash2 } from 'lucide-react';

import { languageNames } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { warningsBelow } from '../form/FieldWarnings.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';
import { ReuseCard } from './reuse/ReuseCard.tsx';

/** [5, 8, 9, 10] name, language, the transcript by e-mail, and the end of a queue. */
export function OtherCards({
  queue,
  onDelete,
  ...card
}: QueueCardProps & { readonly queue: Queue; readonly onDelete: () => void }) {
  const { form, editable, warningsOf } = card;
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  return (
    <>
      <SettingCard title={t('queue.card.general')}>
        <SettingRow
          {...fieldProps('name')}
          {...(queue.medium === 'call' ? { hint: t('queue.field.name.callHint') } : {})}
          control={
            <TextInput
              className="w-64"
              value={form.values.name}
              maxLength={160}
              invalid={form.errors.name !== undefined}
              disabled={!editable}
              onChange={(event) => form.set({ name: event.target.value })}
            />
          }
        />
        <SettingRow
          {...fieldProps('language')}
          control={
            <Select
              className="w-64"
              value={form.values.language}
              onChange={(language) => form.set({ language })}
              options={(['en', 'es', 'pt', 'ru'] as const).map((value) => ({ value, text: languageNames[value] }))}
              disabled={!editable}
            />
          }
        />
        {form.values.medium === 'chat' && (
          <SettingRow
            {...fieldProps('transcriptByEmail')}
            control={
              <Switch
                checked={form.values.transcriptByEmail}
                onChange={(transcriptByEmail) => form.set({ transcriptByEmail })}
                disabled={!editable}
              />
            }
          >
            {warningsBelow(warningsOf('transcriptByEmail'))}
          </SettingRow>
        )}
      </SettingCard>
      <ReuseCard {...card} queue={queue} />
      {editable && (
        <SettingCard title={t('queue.card.delete')}>
          <SettingRow
            label={t('queue.delete')}
            hint={t('queue.deleteHint')}
            control={
              <Button variant="outline-danger" icon={Trash2} onClick={onDelete}>
                {t('queue.deleteButton')}
              </Button>
            }
          />
        </SettingCard>
      )}
    </>
  );
}
