import { useMemo } from 'react';

import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useChannels } from '../../../workspace/hooks.ts';
import { DraftForm } from '../form/DraftForm.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import { NamedSelect } from './callFields.tsx';
import type { ChannelFrame } from './channelFrame.ts';
import { messengerFormOf, type WebCallChannel, type WebCallForm as Values, webCallInput } from './messengerForm.ts';
import { NameQueueRows, useChannelField } from './NameQueueRows.tsx';
import { useMessengerForm } from './useMessengerForm.ts';

/** Click-to-call in the widget of a website: which site, and the queue that takes its calls. */
export function WebCallForm({
  channel,
  editable,
  frame,
}: {
  readonly channel: WebCallChannel;
  readonly editable: boolean;
  readonly frame: ChannelFrame;
}) {
  const t = useSettingsText();
  const saved = useMemo((): Values => messengerFormOf(channel), [channel]);
  const { form, words, onSaved } = useMessengerForm<Values>(channel, saved, webCallInput);
  const fieldProps = useChannelField(form);
  const sites = useChannels().filter(({ kind }) => kind === 'liveChat');
  return (
    <>
      {frame.head()}
      <div className="flex min-h-0 flex-1 border-t border-line">
        <DraftForm label={t('channel.page', { name: channel.name })} form={form} words={words} onSaved={onSaved}>
          <SettingCard title={t('channel.card.identity')}>
            <NameQueueRows form={form} editable={editable} medium="call" />
            <SettingRow
              {...fieldProps('siteChannelId')}
              control={
                <NamedSelect
                  value={form.values.siteChannelId}
                  among={sites}
                  disabled={!editable}
                  onChange={(siteChannelId) => form.set({ siteChannelId })}
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
