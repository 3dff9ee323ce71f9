import type { BotId } from '@ringdesk/shared/model/ids.ts';

import { Select } from '../../../ui/fields/Select.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { warningsBelow } from '../form/FieldWarnings.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { type QueueCardProps, useFieldProps } from './queueCard.ts';

/** Select cannot hold null: people answer from the start. */
const NO_BOT = 'none';

/** [45] the bot that answers first. */
export function BotCard({ form, around, editable, warningsOf }: QueueCardProps) {
  const t = useSettingsText();
  const { botId } = form.values;
  const known = around.bots.map(({ id, name }) => ({ value: id as string, text: name }));
  const missing = botId !== null && !around.bots.some(({ id }) => id === botId);
  return (
    <SettingCard title={t('queue.card.bot')}>
      <SettingRow
        {...useFieldProps(form)('botId')}
        control={
          <Select
            className="w-64"
            value={botId ?? NO_BOT}
            onChange={(next) => form.set({ botId: next === NO_BOT ? null : (next as BotId) })}
            options={[
              { value: NO_BOT, text: t('queue.noBot') },
              ...known,
              ...(missing ? [{ value: botId as string, text: t('gone') }] : []),
            ]}
            disabled={!editable}
          />
        }
      >
        {warningsBelow(warningsOf('botId'))}
      </SettingRow>
    </SettingCard>
  );
}
