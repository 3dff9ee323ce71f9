import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import { useCallback, useMemo } from 'react';

import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { DraftForm } from '../form/DraftForm.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText } from '../frame/useWords.ts';
import { TrunkStateCard } from '../telephony/TrunkState.tsx';
import { NamedSelect, OwnNumberInput } from './callFields.tsx';
import type { ChannelFrame } from './channelFrame.ts';
import { messengerFormOf, type PhoneChannel, type PhoneForm as Values, phoneInput } from './messengerForm.ts';
import { NameQueueRows, useChannelField } from './NameQueueRows.tsx';
import { useMessengerForm } from './useMessengerForm.ts';

/** [57] A number of one's own: the line it comes over, and the queue that serves it. */
export function PhoneForm({
  channel,
  editable,
  frame,
}: {
  readonly channel: PhoneChannel;
  readonly editable: boolean;
  readonly frame: ChannelFrame;
}) {
  const t = useSettingsText();
  const saved = useMemo((): Values => messengerFormOf(channel), [channel]);
  const telephony = useAnswer('telephony.get', editable ? {} : undefined);
  const trunks = useMemo(() => telephony.value?.trunks ?? [], [telephony.value]);
  const trunkName = useCallback(
    (id: TrunkId) => trunks.find((trunk) => trunk.id === id)?.name ?? t('phone.otherTrunk'),
    [trunks, t],
  );
  const { form, words, onSaved } = useMessengerForm<Values>(channel, saved, phoneInput, trunkName);
  const fieldProps = useChannelField(form);
  const { trunkId } = form.values;
  const shown = trunks.some(({ id }) => id === trunkId)
    ? trunks
    : [{ id: trunkId, name: trunkName(trunkId) }, ...trunks];
  return (
    <>
      {frame.head()}
      <div className="flex min-h-0 flex-1 border-t border-line">
        <DraftForm label={t('channel.page', { name: channel.name })} form={form} words={words} onSaved={onSaved}>
          {editable && (
            <TrunkStateCard
              health={telephony.value?.health.find((health) => health.trunkId === channel.settings.trunkId)}
            />
          )}
          <SettingCard title={t('channel.card.identity')}>
            <NameQueueRows form={form} editable={editable} medium="call" />
            <SettingRow
              {...fieldProps('trunkId')}
              control={
                <NamedSelect
                  value={trunkId}
                  among={shown}
                  disabled={!editable}
                  onChange={(next) => form.set({ trunkId: next })}
                />
              }
            />
            <SettingRow
              {...fieldProps('number')}
              control={
                <OwnNumberInput
                  value={form.values.number}
                  invalid={form.errors.number !== undefined}
                  disabled={!editable}
                  onChange={(number) => form.set({ number })}
                />
              }
            />
          </SettingCard>
          {frame.foot}
        </DraftForm>
      </div>
    </>
  );
}
