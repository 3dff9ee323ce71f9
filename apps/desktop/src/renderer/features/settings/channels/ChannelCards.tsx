import { opensEver } from '@ringdesk/shared/rules/workingHours.ts';
import { languageNames } from '../../../text/text.ts';
import { SegmentedControl } from '../../../ui/fields/SegmentedControl.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import type { SettingsForm } from '../form/useSettingsForm.ts';
import { useSettingsText } from '../frame/useWords.ts';
import { warningsBelow } from '../form/FieldWarnings.tsx';
import { HoursEditor } from '../hours/HoursEditor.tsx';
import { AccentField } from './AccentField.tsx';
import type { ChannelForm } from './channelForm.ts';
import { NameQueueRows, useChannelField } from './NameQueueRows.tsx';
import { OriginsField } from './OriginsField.tsx';

export interface ChannelCardProps {
  readonly form: SettingsForm<ChannelForm>;
  readonly editable: boolean;
}

/** [3, 6] name and the one queue it belongs to, and who may show it. */
export function IdentityCard({ form, editable }: ChannelCardProps) {
  const t = useSettingsText();
  const fieldProps = useChannelField(form);
  const { values, set } = form;
  return (
    <SettingCard title={t('channel.card.identity')}>
      <NameQueueRows form={form} editable={editable} />
      <SettingBlock {...fieldProps('allowedOrigins')}>
        <OriginsField
          label={t('channel.field.allowedOrigins.label')}
          values={values.allowedOrigins}
          onChange={(allowedOrigins) => set({ allowedOrigins })}
          disabled={!editable}
        />
      </SettingBlock>
    </SettingCard>
  );
}

/** What a visitor sees before the first message. */
export function WelcomeCard({ form, editable }: ChannelCardProps) {
  const t = useSettingsText();
  const fieldProps = useChannelField(form);
  const { values, set } = form;
  const greeting = fieldProps('greeting');
  return (
    <SettingCard title={t('channel.card.welcome')}>
      <SettingRow
        {...fieldProps('title')}
        control={
          <TextInput
            className="w-64"
            value={values.title}
            maxLength={160}
            invalid={form.errors.title !== undefined}
            disabled={!editable}
            onChange={(event) => set({ title: event.target.value })}
          />
        }
      />
      <SettingBlock {...greeting}>
        <TextArea
          label={greeting.label}
          hideLabel
          rows={3}
          value={values.greeting}
          disabled={!editable}
          onChange={(event) => set({ greeting: event.target.value })}
        />
      </SettingBlock>
      <SettingRow
        {...fieldProps('askName')}
        control={
          <Select
            className="w-64"
            value={values.askName}
            onChange={(askName) => set({ askName })}
            options={(['no', 'optional', 'required'] as const).map((value) => ({
              value,
              text: t(`channel.askName.${value}`),
            }))}
            disabled={!editable}
          />
        }
      />
      <SettingRow
        {...fieldProps('language')}
        control={
          <Select
            className="w-64"
            value={values.language}
            onChange={(language) => set({ language })}
            options={(['auto', 'en', 'es', 'pt', 'ru'] as const).map((value) => ({
              value,
              text: value === 'auto' ? t('channel.autoLanguage') : languageNames[value],
            }))}
            disabled={!editable}
          />
        }
      />
    </SettingCard>
  );
}

/** [42] look and what the conversation allows. */
export function LookCard({ form, editable }: ChannelCardProps) {
  const t = useSettingsText();
  const fieldProps = useChannelField(form);
  const { values, set } = form;
  return (
    <SettingCard title={t('channel.card.look')}>
      <SettingRow
        {...fieldProps('accent')}
        row
        control={
          <AccentField
            label={t('channel.field.accent.label')}
            value={values.accent}
            invalid={form.errors.accent !== undefined}
            onChange={(accent) => set({ accent })}
            disabled={!editable}
          />
        }
      />
      <SettingRow
        {...fieldProps('position')}
        control={
          editable ? (
            <SegmentedControl
              inline
              label={t('channel.field.position.label')}
              value={values.position}
              onChange={(position) => set({ position })}
              segments={(['left', 'right'] as const).map((value) => ({ value, text: t(`channel.position.${value}`) }))}
            />
          ) : (
            <span>{t(`channel.position.${values.position}`)}</span>
          )
        }
      />
      <SettingRow
        {...fieldProps('liveTyping')}
        control={
          <Switch checked={values.liveTyping} onChange={(liveTyping) => set({ liveTyping })} disabled={!editable} />
        }
      />
      <SettingRow
        {...fieldProps('attachments')}
        control={
          <Switch checked={values.attachments} onChange={(attachments) => set({ attachments })} disabled={!editable} />
        }
      />
    </SettingCard>
  );
}

/** [31] the widget's own hours; off: the queue's. */
export function HoursCard({ form, editable }: ChannelCardProps) {
  const t = useSettingsText();
  const { workingHours: hours } = form.values;
  const never = hours !== null && !opensEver(hours);
  return (
    <SettingCard title={t('channel.card.hours')}>
      <HoursEditor
        words={useChannelField(form)('workingHours')}
        value={form.values.workingHours}
        saved={form.base.workingHours}
        onChange={(workingHours) => form.set({ workingHours })}
        disabled={!editable}
        warnings={warningsBelow(never ? [{ id: 'neverOpens', level: 'problem', text: t('channel.neverOpens') }] : [])}
      />
    </SettingCard>
  );
}
