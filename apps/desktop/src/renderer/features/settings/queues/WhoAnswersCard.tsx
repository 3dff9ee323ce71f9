import { RadioCards } from '../../../ui/fields/RadioCards.tsx';
import { EvenlyArt, StrictArt, ToAllArt } from '../../../ui/settings/distributionArt.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { MembersBlock } from './MembersBlock.tsx';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';

const ways = [
  { value: 'evenly', art: <EvenlyArt /> },
  { value: 'strict', art: <StrictArt /> },
  { value: 'toAll', art: <ToAllArt /> },
] as const;

/** [12–15] the members and how conversations are shared among them. */
export function WhoAnswersCard(props: QueueCardProps) {
  const t = useSettingsText();
  const { form, editable } = props;
  const fieldProps = useFieldProps(form);
  const { hint: _, ...chats } = fieldProps('distribution');
  const calls = form.values.medium === 'call';
  const words = calls ? { ...chats, label: t('calls.share.label') } : chats;
  return (
    <SettingCard title={t('queue.card.members')}>
      <MembersBlock {...props} />
      <SettingBlock {...words}>
        <RadioCards
          label={words.label}
          value={form.values.distribution}
          onChange={(distribution) => form.set({ distribution })}
          disabled={!editable}
          cards={ways.map(({ value, art }) => ({
            value,
            art,
            title: t(`queue.distribution.${value}.title`),
            text: t(calls && value !== 'strict' ? `calls.${value}` : `queue.distribution.${value}.text`),
          }))}
        />
      </SettingBlock>
    </SettingCard>
  );
}
