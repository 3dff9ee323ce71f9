import { RING_SECONDS } from '@ringdesk/shared/model/call.ts';

import { currentLocale } from '../../../../text/text.ts';
import { Stepper } from '../../../../ui/fields/Stepper.tsx';
import { SettingCard } from '../../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../../ui/settings/SettingRow.tsx';
import { useSettingsText } from '../../frame/useWords.ts';
import { InterceptRow, MissedOffersRow, WrapUpRow } from '../AfterwardsRows.tsx';
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
  const row = { form, editable };
  return (
    <SettingCard title={t('queue.card.together')}>
      <InterceptRow {...row} hint={t('calls.interceptHint')} warnings={warningsOf('interceptAllowed')} />
      <WrapUpRow {...row} hint={t('calls.wrapUpHint')} suggested={SUGGESTED.wrapUp} />
      <MissedOffersRow {...row} suggested={SUGGESTED.missed} />
    </SettingCard>
  );
}
