import { currentLocale } from '../../../text/text.ts';
import { RadioList } from '../../../ui/fields/RadioList.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { Stepper } from '../../../ui/fields/Stepper.tsx';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { FieldWarnings, warningsBelow } from '../form/FieldWarnings.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { DurationRow } from './DurationRow.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';

const minutes = (...list: number[]): number[] => list.map((one) => one * 60);

/** [16] 1 minute to 12 hours. */
const OFFER_STEPS = minutes(1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 120, 180, 240, 360, 480, 720);
const OFFER_PRESETS = minutes(1, 2, 3, 5, 10, 30, 60, 720);
const SUGGESTED_LIMIT = 5;

/** [16–19] when a conversation goes on to the next agent, and who is passed over. */
export function PassingOnCard(props: QueueCardProps) {
  const t = useSettingsText();
  const { form, editable, warningsOf } = props;
  const fieldProps = useFieldProps(form);
  const words = fieldProps('offerSeconds');
  const toAll = form.values.distribution === 'toAll';
  return (
    <SettingCard title={t('queue.card.passing')}>
      <DurationRow
        words={
          toAll
            ? { ...words, label: t('queue.field.offerSeconds.toAll'), hint: t('queue.field.offerSeconds.toAllHint') }
            : words
        }
        value={form.values.offerSeconds}
        onChange={(offerSeconds) => form.set({ offerSeconds })}
        min={60}
        max={43_200}
        presets={OFFER_PRESETS}
        slider={{
          steps: OFFER_STEPS,
          ticks: [60, 1_800, 7_200, 43_200].map((value) => ({ value, text: t(`duration.tick.${value}`) })),
        }}
        disabled={!editable}
      >
        {warningsBelow(warningsOf('offerSeconds'))}
      </DurationRow>
      {!toAll && (
        <SettingRow
          {...fieldProps('autoAccept')}
          control={
            <Switch
              checked={form.values.autoAccept}
              onChange={(autoAccept) => form.set({ autoAccept })}
              disabled={!editable}
            />
          }
        />
      )}
      <AvailabilityRow {...props} />
      <LimitRow {...props} />
    </SettingCard>
  );
}

/** [17] the availability check. */
export function AvailabilityRow({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const words = useFieldProps(form)('availabilityCheck');
  const { availabilityCheck: check } = form.values;
  const sources = ['online', 'shift', 'onlineAndShift'] as const;
  return (
    <SettingRow
      {...words}
      row
      control={
        <>
          {check !== 'off' && (
            <Select
              label={t('queue.field.availabilityCheck.source')}
              className="w-44"
              value={check}
              onChange={(availabilityCheck) => form.set({ availabilityCheck })}
              options={sources.map((value) => ({ value, text: t(`queue.availabilityCheck.${value}.title`) }))}
              disabled={!editable}
            />
          )}
          <Switch
            label={words.label}
            checked={check !== 'off'}
            onChange={(on) => {
              const before = form.base.availabilityCheck;
              form.set({ availabilityCheck: on ? (before === 'off' ? 'online' : before) : 'off' });
            }}
            disabled={!editable}
          />
        </>
      }
    >
      {warningsBelow(warningsOf('availabilityCheck'))}
    </SettingRow>
  );
}

/** [18, 19] */
function LimitRow({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  const words = fieldProps('limit');
  const notCounted = fieldProps('notCounted');
  const { limit } = form.values;
  return (
    <SettingRow
      {...words}
      changedLabel={words.changedLabel ?? notCounted.changedLabel}
      row
      control={
        <>
          {limit !== null && (
            <Stepper
              label={words.label}
              value={limit}
              onChange={(next) => form.set({ limit: next })}
              min={1}
              max={1_000}
              locale={currentLocale()}
              lessLabel={t('less')}
              moreLabel={t('more')}
              disabled={!editable}
            />
          )}
          <Switch
            label={words.label}
            checked={limit !== null}
            onChange={(on) => form.set({ limit: on ? (form.base.limit ?? SUGGESTED_LIMIT) : null })}
            disabled={!editable}
          />
        </>
      }
    >
      {limit === null ? undefined : (
        <div className="flex flex-col gap-1.5">
          <span className="text-12 text-muted">{notCounted.label}</span>
          <RadioList
            label={notCounted.label}
            value={form.values.notCounted}
            onChange={(next) => form.set({ notCounted: next })}
            disabled={!editable}
            options={(['answered', 'waitingForCustomer', 'closed'] as const).map((value) => ({
              value,
              text: t(`queue.notCounted.${value}.title`),
              hint: t(`queue.notCounted.${value}.text`),
            }))}
          />
          <FieldWarnings warnings={warningsOf('limit', 'notCounted')} />
        </div>
      )}
    </SettingRow>
  );
}
