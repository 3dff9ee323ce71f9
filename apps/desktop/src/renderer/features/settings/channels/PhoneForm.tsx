import type { TrunkId } from '@ringdesk/shared/model/ids.ts';
import { useCallback, useMemo } from 'react';

import { Select } from '../../../ui/fields/Select.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { DraftForm } from '../form/DraftForm.tsx';
import { useAnswer } from '../frame/useAnswer.ts';
import { useSettingsText } from '../frame/useWords.ts';
import { TrunkStateCard } from '../telephony/TrunkState.tsx';
import { plainNumber } from '../telephony/trunkForm.ts';
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
    ? trunks.map(({ id, name }) => ({ value: id, text: name }))
    : [{ value: trunkId, text: trunkName(trunkId) }, ...trunks.map(({ id, name }) => ({ value: id, text: name }))];
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
                <Select
                  className="w-64"
                  value={trunkId}
                  onChange={(next) => form.set({ trunkId: next })}
                  options={shown}
                  disabled={!editable}
                />
              }
            />
            <SettingRow
              {...fieldProps('number')}
              control={
                <TextInput
                  className="w-64 num"
                  inputMode="tel"
                  autoComplete="off"
                  maxLength={40}
                  placeholder={t('phone.everyNumber')}
                  value={form.values.number}
                  invalid={form.errors.number !== undefined}
                  disabled={!editable}
                  onChange={(event) => form.set({ number: plainNumber(event.target.value) })}
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
