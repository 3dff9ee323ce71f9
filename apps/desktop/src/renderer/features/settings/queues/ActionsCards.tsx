import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { warningsBelow } from '../form/FieldWarnings.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { CustomerTextBlock } from './CustomerTextBlock.tsx';
import { DurationRow } from './DurationRow.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';
import { suggestedTexts } from './suggestedTexts.ts';
import { TextBox } from './TextBox.tsx';
import { ConsentCard, WelcomeCard } from './WelcomeCards.tsx';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const minutes = (...list: number[]): number[] => list.map((one) => one * MINUTE);
/** The settings count whole minutes; shorter is one. */
const wholeMinutes = (seconds: number): number => Math.max(1, Math.round(seconds / MINUTE));

/** Values an option starts with when it is switched on, in minutes. */
const SUGGESTED = { unanswered: 10, silence: 60 };

/** [32–38, 40] what the queue does by itself, in the order in which it happens to a conversation. */
export function ActionsCards(props: QueueCardProps) {
  return (
    <>
      <ConsentCard {...props} />
      <WelcomeCard {...props} />
      <NobodyCard {...props} />
      <EndCard {...props} />
    </>
  );
}

/** [35–37] */
function NobodyCard(props: QueueCardProps) {
  const t = useSettingsText();
  const { form, editable, warningsOf } = props;
  const { markUnansweredAfterMinutes: marked } = form.values;
  return (
    <SettingCard title={t('queue.card.nobody')}>
      <CustomerTextBlock {...props} field="nobodyText" />
      <DurationRow
        words={useFieldProps(form)('markUnansweredAfterMinutes')}
        value={(marked ?? SUGGESTED.unanswered) * MINUTE}
        onChange={(next) => form.set({ markUnansweredAfterMinutes: wholeMinutes(next) })}
        min={MINUTE}
        max={DAY}
        presets={minutes(5, 10, 15, 30, 60, 240)}
        toggle={{
          on: marked !== null,
          onChange: (on) =>
            form.set({
              markUnansweredAfterMinutes: on ? (form.base.markUnansweredAfterMinutes ?? SUGGESTED.unanswered) : null,
            }),
        }}
        disabled={!editable}
      >
        {warningsBelow(warningsOf('markUnansweredAfterMinutes'))}
      </DurationRow>
    </SettingCard>
  );
}

/** [38, 40] */
function EndCard(props: QueueCardProps) {
  const t = useSettingsText();
  const { form, editable, warningsOf } = props;
  const fieldProps = useFieldProps(form);
  const { silence, language } = form.values;
  return (
    <SettingCard title={t('queue.card.end')}>
      <CustomerTextBlock {...props} field="closeText" />
      <DurationRow
        words={fieldProps('silence')}
        value={(silence?.minutes ?? SUGGESTED.silence) * MINUTE}
        onChange={(next) => form.set({ silence: { text: silence?.text ?? '', minutes: wholeMinutes(next) } })}
        min={MINUTE}
        max={7 * DAY}
        presets={minutes(15, 30, 60, 240, 1_440)}
        toggle={{
          on: silence !== null,
          onChange: (on) =>
            form.set({ silence: on ? (form.base.silence ?? { minutes: SUGGESTED.silence, text: '' }) : null }),
        }}
        disabled={!editable}
      >
        {warningsBelow(warningsOf('silence'))}
      </DurationRow>
      {silence !== null && (
        <SettingBlock label={t('silence.text')} hint={t('silence.textHint')}>
          <TextBox
            label={t('silence.text')}
            value={silence.text}
            onChange={(text) => form.set({ silence: { ...silence, text } })}
            suggestion={suggestedTexts[language].silence}
            maxLength={2_000}
            disabled={!editable}
          />
        </SettingBlock>
      )}
    </SettingCard>
  );
}
