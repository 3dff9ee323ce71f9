import { currentLocale } from '../../../../text/text.ts';
import { RadioList } from '../../../../ui/fields/RadioList.tsx';
import { Stepper } from '../../../../ui/fields/Stepper.tsx';
import { Switch } from '../../../../ui/fields/Switch.tsx';
import { SettingCard } from '../../../../ui/settings/SettingCard.tsx';
import { SettingBlock, SettingRow } from '../../../../ui/settings/SettingRow.tsx';
import { FieldWarnings, warningsBelow } from '../../form/FieldWarnings.tsx';
import { PhoneNumberInput } from '../../frame/PhoneNumberInput.tsx';
import { useSettingsText } from '../../frame/useWords.ts';
import { type QueueCardProps, useFieldProps } from '../queueCard.ts';
import { MissedCallsCard } from './MissedCallsCard.tsx';
import { SoundField } from './SoundField.tsx';

const SUGGESTED_DAYS = 90;

/** [61] missed calls, what callers hear, recording, and the number shown. */
export function CallCards(props: QueueCardProps) {
  return (
    <>
      <MissedCallsCard {...props} />
      <HeardCard {...props} />
      <RecordingCard {...props} />
    </>
  );
}

function HeardCard({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  const callerId = fieldProps('callerId');
  return (
    <SettingCard title={t('queue.card.heard')}>
      <SettingRow
        {...fieldProps('musicId')}
        control={
          <SoundField
            label={t('queue.field.musicId.label')}
            none={t('calls.ownMusic')}
            value={form.values.musicId}
            onChange={(musicId) => form.set({ musicId })}
            disabled={!editable}
          />
        }
      >
        {warningsBelow(warningsOf('musicId'))}
      </SettingRow>
      <SettingRow
        {...callerId}
        control={
          <PhoneNumberInput
            placeholder={t('calls.ownCallerId')}
            value={form.values.callerId ?? ''}
            invalid={callerId.error !== undefined}
            disabled={!editable}
            onChange={(number) => form.set({ callerId: number === '' ? null : number })}
          />
        }
      />
    </SettingCard>
  );
}

function RecordingCard({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  const { values, base, set } = form;
  const recording = fieldProps('recording');
  const keep = fieldProps('keepRecordingsDays');
  return (
    <SettingCard title={t('queue.card.recording')}>
      <SettingBlock {...recording}>
        <RadioList
          label={recording.label}
          value={values.recording}
          onChange={(next) => set({ recording: next })}
          disabled={!editable}
          options={(['off', 'onDemand', 'always'] as const).map((value) => ({
            value,
            text: t(`calls.recording.${value}.title`),
            hint: t(`calls.recording.${value}.text`),
          }))}
        />
        <FieldWarnings warnings={warningsOf('recording')} />
      </SettingBlock>
      {values.recording !== 'off' && (
        <SettingRow
          {...fieldProps('announceRecording')}
          control={
            <Switch
              checked={values.announceRecording}
              onChange={(announceRecording) => set({ announceRecording })}
              disabled={!editable}
            />
          }
        >
          {warningsBelow(warningsOf('announceRecording'))}
        </SettingRow>
      )}
      <SettingRow
        {...keep}
        row
        control={
          <>
            {values.keepRecordingsDays !== null && (
              <Stepper
                label={keep.label}
                value={values.keepRecordingsDays}
                onChange={(keepRecordingsDays) => set({ keepRecordingsDays })}
                min={1}
                max={3_650}
                unit={t('calls.dayUnit', { count: values.keepRecordingsDays })}
                locale={currentLocale()}
                lessLabel={t('less')}
                moreLabel={t('more')}
                disabled={!editable}
              />
            )}
            <Switch
              label={keep.label}
              checked={values.keepRecordingsDays !== null}
              onChange={(on) => set({ keepRecordingsDays: on ? (base.keepRecordingsDays ?? SUGGESTED_DAYS) : null })}
              disabled={!editable}
            />
          </>
        }
      />
      <SettingRow
        {...fieldProps('showListening')}
        control={
          <Switch
            checked={values.showListening}
            onChange={(showListening) => set({ showListening })}
            disabled={!editable}
          />
        }
      />
    </SettingCard>
  );
}
