import { Switch } from '../../../ui/fields/Switch.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { FieldWarnings, warningsBelow } from '../form/FieldWarnings.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { DurationRow } from './DurationRow.tsx';
import { LinesField } from './LinesField.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';

const MINUTE = 60;
const SUGGESTED_MINUTES = 10;

/** [39, 43, 44] the rating, and what a conversation was about. */
export function QualityCards(props: QueueCardProps) {
  return (
    <>
      <RatingCard {...props} />
      <TopicsCard {...props} />
    </>
  );
}

/** [43] the rating of a call from a website, and what a call was about. */
export function CallQualityCards(props: QueueCardProps) {
  const { form, editable, warningsOf } = props;
  const t = useSettingsText();
  const { hint: _, ...words } = useFieldProps(form)('askRating');
  return (
    <>
      <SettingCard title={t('queue.card.rating')}>
        <SettingRow
          {...words}
          hint={t('calls.askRatingHint')}
          control={
            <Switch
              checked={form.values.askRating}
              onChange={(on) => form.set({ askRating: on })}
              disabled={!editable}
            />
          }
        >
          {warningsBelow(warningsOf('askRating'))}
        </SettingRow>
      </SettingCard>
      <TopicsCard {...props} />
    </>
  );
}

function RatingCard({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  const { askRating, ratingMinutes, ratingCloses } = form.values;
  return (
    <SettingCard title={t('queue.card.rating')}>
      <SettingRow
        {...fieldProps('askRating')}
        control={<Switch checked={askRating} onChange={(on) => form.set({ askRating: on })} disabled={!editable} />}
      >
        {warningsBelow(warningsOf('askRating'))}
      </SettingRow>
      <DurationRow
        words={fieldProps('ratingMinutes')}
        value={(ratingMinutes === 0 ? SUGGESTED_MINUTES : ratingMinutes) * MINUTE}
        onChange={(next) => form.set({ ratingMinutes: Math.max(1, Math.round(next / MINUTE)) })}
        min={MINUTE}
        max={60 * MINUTE}
        presets={[1, 5, 10, 15, 30, 60].map((minutes) => minutes * MINUTE)}
        toggle={{
          on: ratingMinutes > 0,
          onChange: (on) => form.set({ ratingMinutes: on ? form.base.ratingMinutes || SUGGESTED_MINUTES : 0 }),
        }}
        disabled={!editable}
      >
        {warningsBelow(warningsOf('ratingMinutes'))}
      </DurationRow>
      <SettingRow
        {...fieldProps('ratingCloses')}
        control={
          <Switch checked={ratingCloses} onChange={(on) => form.set({ ratingCloses: on })} disabled={!editable} />
        }
      />
    </SettingCard>
  );
}

/** What a conversation or a call was about. */
export function TopicsCard({ form, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const fieldProps = useFieldProps(form);
  const topics = fieldProps('topics');
  return (
    <SettingCard title={t('queue.card.topics')}>
      <SettingBlock {...topics}>
        <LinesField
          label={topics.label}
          values={form.values.topics}
          onChange={(next) => form.set({ topics: next })}
          invalid={topics.error !== undefined}
          disabled={!editable}
        />
        <FieldWarnings warnings={warningsOf('topics')} />
      </SettingBlock>
      <SettingRow
        {...fieldProps('topicRequired')}
        control={
          <Switch
            checked={form.values.topicRequired}
            onChange={(on) => form.set({ topicRequired: on })}
            disabled={!editable}
          />
        }
      >
        {warningsBelow(warningsOf('topicRequired'))}
      </SettingRow>
    </SettingCard>
  );
}
