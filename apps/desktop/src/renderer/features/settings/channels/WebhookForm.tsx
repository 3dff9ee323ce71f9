import { Copy } from 'lucide-react';
import { useMemo } from 'react';

import { ask } from '../../../connection/connection.ts';
import { serverOrigin } from '../../../connection/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { TextInput } from '../../../ui/fields/TextInput.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingBlock, SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { DraftForm } from '../form/DraftForm.tsx';
import { copyText } from '../frame/copyText.ts';
import { SecretRow } from '../frame/SecretRow.tsx';
import { useSettingsText } from '../frame/useWords.ts';
import type { ChannelFrame } from './channelFrame.ts';
import { HealthCard } from './HealthCard.tsx';
import { messengerFormOf, type WebhookChannel, type WebhookForm as Values, webhookInput } from './messengerForm.ts';
import { NameQueueRows, useChannelField } from './NameQueueRows.tsx';
import { renewChannelHealth, useChannelHealth } from './useChannelHealth.ts';
import { useMessengerForm } from './useMessengerForm.ts';
import { webhookExample } from './webhookExample.ts';

/** A messenger of one's own: where replies go, the secret, and where its messages are posted to. */
export function WebhookForm({
  channel,
  editable,
  frame,
}: {
  readonly channel: WebhookChannel;
  readonly editable: boolean;
  readonly frame: ChannelFrame;
}) {
  const t = useSettingsText();
  const saved = useMemo((): Values => messengerFormOf(channel), [channel]);
  const { form, words, onSaved } = useMessengerForm<Values>(channel, saved, webhookInput);
  const fieldProps = useChannelField(form);
  const health = useChannelHealth().get(channel.id);
  return (
    <>
      {frame.head()}
      <div className="flex min-h-0 flex-1 border-t border-line">
        <DraftForm label={t('channel.page', { name: channel.name })} form={form} words={words} onSaved={onSaved}>
          <HealthCard health={health} />
          <SettingCard title={t('channel.card.identity')}>
            <NameQueueRows form={form} editable={editable} />
            {(['label', 'url'] as const).map((field) => (
              <SettingRow
                key={field}
                {...fieldProps(field)}
                control={
                  <TextInput
                    className="w-80"
                    type={field === 'url' ? 'url' : 'text'}
                    value={form.values[field]}
                    maxLength={field === 'url' ? 500 : 40}
                    invalid={form.errors[field] !== undefined}
                    disabled={!editable}
                    onChange={(event) => form.set({ [field]: event.target.value })}
                  />
                }
              />
            ))}
          </SettingCard>
          <SettingCard title={t('secret.card')}>
            <SecretRow
              editable={editable}
              first={health?.state === 'needsSecret'}
              onNew={() => ask('channel.newSecret', { channelId: channel.id }).finally(renewChannelHealth)}
            />
          </SettingCard>
          <GatewayCard id={channel.id} />
          {frame.foot}
        </DraftForm>
      </div>
    </>
  );
}

/** What whoever writes the gateway needs. */
function GatewayCard({ id }: { readonly id: string }) {
  const t = useSettingsText();
  const address = `${serverOrigin()}/webhooks/${id}`;
  const example = webhookExample(address);
  return (
    <SettingCard title={t('webhook.card')}>
      <SettingBlock label={t('webhook.path')} hint={t('webhook.pathHint')}>
        <div className="link-box">
          <code>{address}</code>
          <Button icon={Copy} onClick={() => void copyText(address)}>
            {t('app:copy')}
          </Button>
        </div>
      </SettingBlock>
      <SettingBlock label={t('webhook.example')} hint={t('webhook.exampleHint')}>
        {/* A long example scrolls by itself; the keyboard reaches it. */}
        <pre className="snippet whitespace-pre-wrap" role="region" aria-label={t('webhook.example')} tabIndex={0}>
          {example}
        </pre>
        <div className="mt-2.5">
          <Button icon={Copy} onClick={() => void copyText(example)}>
            {t('app:copy')}
          </Button>
        </div>
      </SettingBlock>
    </SettingCard>
  );
}
