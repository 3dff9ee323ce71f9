import { RING_SECONDS } from '@ringdesk/shared/model/call.ts';

import { currentLocale } from '../../../../text/text.ts';
import { Stepper } from '../../../../ui/fields/Stepper.tsx';
import { Switch } from '../../../../ui/fields/Switch.tsx';
import { SettingCard } from '../../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../../ui/settings/SettingRow.tsx';
import { warningsBelow } from '../../form/FieldWarnings.tsx';
import { useSettingsText } from '../../frame/useWords.ts';
import { DurationRow } from '../DurationRow.tsx';
import { AvailabilityRow } from '../PassingOnCard.tsx';
import { type QueueCardProps, useFieldProps } from '../queueCard.ts';

/** [79, 80] What an option starts with when it is switched on: the specification's defaults for calls. */
const SUGGESTED = { wrapUp: 45, missed: 1 };

/** [17, 60] how long it rings before the next agent, and who is passed over. */
export function RingingCard(props: QueueCardProps) {
  const t = useSettingsText();
  const { form, editable } = props;
  const words = useFieldProps(form)('rings');
  const { rings } = form.values;
  return (
    <SettingCard title={t('queue.card.ringing')}>
      <SettingRow
        {...words}
        row
        control={
          <>
            <Stepper
              label={words.label}
              value={rings}
              onChange={(next) => form.set({ rings: next })}
              min={1}
              max={20}
              unit={t('calls.ringUnit', { count: rings })}
              locale={currentLocale()}
              lessLabel={t('less')}
              moreLabel={t('more')}
              disabled={!editable}
            />
            <span className="num text-muted">{t('calls.seconds', { count: rings * RING_SECONDS })}</span>
          </>
        }
      />
      <AvailabilityRow {...props} />
    </SettingCard>
  );
}

/** [62, 79, 80] intercepting, wrap-up, and missed calls in a row. */
export function CallTogetherCard({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  const { values, base, set } = form;
  const missed = fieldProps('missedOffersLimit');
  return (
    <SettingCard title={t('queue.card.together')}>
      <SettingRow
        {...fieldProps('interceptAllowed')}
        hint={t('calls.interceptHint')}
        control={
          <Switch
            checked={values.interceptAllowed}
            onChange={(interceptAllowed) => set({ interceptAllowed })}
            disabled={!editable}
          />
        }
      >
        {warningsBelow(warningsOf('interceptAllowed'))}
      </SettingRow>
      <DurationRow
        words={{ ...fieldProps('wrapUpSeconds'), hint: t('calls.wrapUpHint') }}
        value={values.wrapUpSeconds === 0 ? SUGGESTED.wrapUp : values.wrapUpSeconds}
        onChange={(wrapUpSeconds) => set({ wrapUpSeconds })}
        min={1}
        max={3_600}
        presets={[15, 30, 45, 60, 120, 300, 600]}
        toggle={{
          on: values.wrapUpSeconds > 0,
          onChange: (on) => set({ wrapUpSeconds: on ? base.wrapUpSeconds || SUGGESTED.wrapUp : 0 }),
        }}
        disabled={!editable}
      />
      <SettingRow
        {...missed}
        row
        control={
          <>
            {values.missedOffersLimit !== null && (
              <Stepper
                label={missed.label}
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
              label={missed.label}
              checked={values.missedOffersLimit !== null}
              onChange={(on) => set({ missedOffersLimit: on ? (base.missedOffersLimit ?? SUGGESTED.missed) : null })}
              disabled={!editable}
            />
          </>
        }
      />
    </SettingCard>
  );
}
