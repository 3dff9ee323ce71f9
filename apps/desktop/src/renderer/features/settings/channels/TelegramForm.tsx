import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { useMemo, useState } from 'react';

import { ask } from '../../../connection/connection.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { RadioList } from '../../../ui/fields/RadioList.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock } from '../../../ui/settings/SettingRow.tsx';
import { DraftForm } from '../form/DraftForm.tsx';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import type { ChannelFrame } from './channelFrame.ts';
import { HealthCard } from './HealthCard.tsx';
import { messengerFormOf, type TelegramChannel, telegramInput, type TelegramForm as Values } from './messengerForm.ts';
import { NameQueueRows, useChannelField } from './NameQueueRows.tsx';
import { renewChannelHealth, useChannelHealth } from './useChannelHealth.ts';
import { useMessengerForm } from './useMessengerForm.ts';

/** A Telegram bot as an entry: its token, how messages come, and how the connection does. */
export function TelegramForm({
  channel,
  editable,
  frame,
}: {
  readonly channel: TelegramChannel;
  readonly editable: boolean;
  readonly frame: ChannelFrame;
}) {
  const t = useSettingsText();
  const saved = useMemo((): Values => messengerFormOf(channel), [channel]);
  const { form, words, onSaved } = useMessengerForm<Values>(channel, saved, telegramInput);
  const health = useChannelHealth().get(channel.id);
  const receive = useChannelField(form)('receive');
  return (
    <>
      {frame.head()}
      <div className="flex min-h-0 flex-1 border-t border-line">
        <DraftForm label={t('channel.page', { name: channel.name })} form={form} words={words} onSaved={onSaved}>
          <HealthCard health={health} />
          {editable && <TokenCard id={channel.id} known={health !== undefined && health.state !== 'needsSecret'} />}
          <SettingCard title={t('channel.card.identity')}>
            <NameQueueRows form={form} editable={editable} />
            <SettingBlock {...receive}>
              <RadioList
                label={receive.label}
                value={form.values.receive}
                onChange={(next) => form.set({ receive: next })}
                disabled={!editable}
                options={(['polling', 'webhook'] as const).map((value) => ({
                  value,
                  text: t(`channel.receive.${value}.title`),
                  hint: t(`channel.receive.${value}.text`),
                }))}
              />
            </SettingBlock>
          </SettingCard>
          {frame.foot}
        </DraftForm>
      </div>
    </>
  );
}

/** The token BotFather gave. It is tried before it is kept, and never comes out again. */
function TokenCard({ id, known }: { readonly id: ChannelId; readonly known: boolean }) {
  const t = useSettingsText();
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const keep = async (): Promise<void> => {
    if (busy || token.trim() === '') return;
    setBusy(true);
    const reply = await ask('channel.setToken', { channelId: id, token: token.trim() });
    setBusy(false);
    renewChannelHealth();
    // A text that cannot be a token is not even asked about.
    if (!reply.ok) return setProblem(reply.error.code === 'invalid' ? t('telegram.notToken') : wordsOf(reply.error));
    setToken('');
    setProblem(undefined);
    showToast({ text: t('telegram.kept', { account: reply.value.account }), tone: 'ok' });
  };
  return (
    <SettingCard title={t('telegram.card')}>
      <SettingBlock
        label={t('telegram.token')}
        hint={t(known ? 'telegram.tokenKnown' : 'telegram.tokenHint')}
        error={problem}
      >
        <div className="flex gap-2">
          <TextInput
            className="min-w-0 flex-1"
            label={t('telegram.token')}
            type="password"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={token}
            invalid={problem !== undefined}
            onChange={(event) => {
              setToken(event.target.value);
              setProblem(undefined);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void keep();
            }}
          />
          <Button loading={busy} disabled={token.trim() === ''} onClick={() => void keep()}>
            {t('telegram.keep')}
          </Button>
        </div>
      </SettingBlock>
    </SettingCard>
  );
}
