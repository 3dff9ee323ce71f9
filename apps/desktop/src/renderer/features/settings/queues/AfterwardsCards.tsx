import { currentLocale } from '../../../text/text.ts';
import { Select } from '../../../ui/fields/Select.tsx';
import { Stepper } from '../../../ui/fields/Stepper.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { InterceptRow, MissedOffersRow, WrapUpRow } from './AfterwardsRows.tsx';
import { DurationRow } from './DurationRow.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';

const MINUTE_SECONDS = 60;
const minutes = (...list: number[]): number[] => list.map((one) => one * MINUTE_SECONDS);

/** Values an option starts with when it is switched on. */
const SUGGESTED = { unanswered: 300, missed: 2, disconnectedMinutes: 10, wrapUp: 30 };

/** [16, 78, 80] what happens when an agent does not answer, misses offers, or loses the connection. */
export function NoAnswerCard({ form, editable }: QueueCardProps) {
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  const { values, base, set } = form;
  const { returnUnansweredAfterSeconds: unanswered, returnDisconnectedAfterMinutes: disconnected } = values;
  return (
    <SettingCard title={t('queue.card.noAnswer')}>
      <MissedOffersRow form={form} editable={editable} suggested={SUGGESTED.missed} />
      <DurationRow
        words={fieldProps('returnUnansweredAfterSeconds')}
        value={unanswered ?? SUGGESTED.unanswered}
        onChange={(next) => set({ returnUnansweredAfterSeconds: next })}
        min={60}
        max={43_200}
        presets={minutes(1, 2, 3, 5, 10, 15, 30, 60)}
        toggle={{
          on: unanswered !== null,
          onChange: (on) =>
            set({
              returnUnansweredAfterSeconds: on ? (base.returnUnansweredAfterSeconds ?? SUGGESTED.unanswered) : null,
            }),
        }}
        disabled={!editable}
      />
      <DurationRow
        words={fieldProps('returnDisconnectedAfterMinutes')}
        value={(disconnected ?? SUGGESTED.disconnectedMinutes) * MINUTE_SECONDS}
        // The setting counts whole minutes; shorter is one.
        onChange={(next) => set({ returnDisconnectedAfterMinutes: Math.max(1, Math.round(next / MINUTE_SECONDS)) })}
        min={60}
        max={86_400}
        presets={minutes(1, 2, 5, 10, 15, 30, 60, 240)}
        toggle={{
          on: disconnected !== null,
          onChange: (on) =>
            set({
              returnDisconnectedAfterMinutes: on
                ? (base.returnDisconnectedAfterMinutes ?? SUGGESTED.disconnectedMinutes)
                : null,
            }),
        }}
        disabled={!editable}
      />
    </SettingCard>
  );
}

/** [62, 79, 81] intercepting, wrap-up, what a call does to chats, and how long a closed conversation comes back to its last owner. */
export function TogetherCard({ form, editable }: QueueCardProps) {
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  const { values, set } = form;
  const reopen = fieldProps('reopenHours');
  const during = fieldProps('chatsDuringCalls');
  return (
    <SettingCard title={t('queue.card.together')}>
      <InterceptRow form={form} editable={editable} />
      <WrapUpRow form={form} editable={editable} suggested={SUGGESTED.wrapUp} />
      <SettingRow
        {...during}
        control={
          <Select
            label={during.label}
            className="w-64"
            value={values.chatsDuringCalls}
            onChange={(chatsDuringCalls) => set({ chatsDuringCalls })}
            options={(['none', 'goOn'] as const).map((value) => ({
              value,
              text: t(`queue.chatsDuringCalls.${value}.title`),
            }))}
            disabled={!editable}
          />
        }
      />
      <SettingRow
        {...reopen}
        control={
          <Stepper
            label={reopen.label}
            value={values.reopenHours}
            onChange={(reopenHours) => set({ reopenHours })}
            min={0}
            max={720}
            unit={t('hours', { count: values.reopenHours })}
            locale={currentLocale()}
            lessLabel={t('less')}
            moreLabel={t('more')}
            disabled={!editable}
          />
        }
      />
    </SettingCard>
  );
}
