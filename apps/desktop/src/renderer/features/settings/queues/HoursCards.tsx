import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { warningsBelow } from '../form/FieldWarnings.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { HoursEditor } from '../hours/HoursEditor.tsx';
import { CustomerTextBlock } from './CustomerTextBlock.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';

/** [29, 30] when people answer, and what is written when they do not: whoever calls reads nothing. */
export function HoursCards(props: QueueCardProps) {
  const t = useSettingsText();
  const { form, editable, warningsOf } = props;
  const fieldProps = useFieldProps(form);
  const calls = form.values.medium === 'call';
  const words = fieldProps('workingHours');
  return (
    <>
      <SettingCard title={t('queue.card.hours')}>
        <HoursEditor
          words={calls ? { ...words, hint: t('queue.hoursOfCalls') } : words}
          value={form.values.workingHours}
          saved={form.base.workingHours}
          onChange={(workingHours) => form.set({ workingHours })}
          disabled={!editable}
          warnings={warningsBelow(warningsOf('workingHours'))}
        />
      </SettingCard>
      {!calls && (
        <SettingCard title={t('queue.card.offHours')}>
          <CustomerTextBlock {...props} field="offHoursText" />
        </SettingCard>
      )}
    </>
  );
}
