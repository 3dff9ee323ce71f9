import type { Agent } from '@ringdesk/shared/model/agent.ts';
import { type Channel, mediumOf } from '@ringdesk/shared/model/channel.ts';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { CircleCheck, SearchX, Trash2, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { ChannelIcon } from '../../../ui/marks/ChannelIcon.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { Page, PageHead } from '../../../ui/page/Page.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useChannel, useQueues } from '../../../workspace/hooks.ts';
import { setDraft } from '../form/settingsDrafts.ts';
import { goAtOnce, useGo } from '../frame/go.ts';
import { mayEdit, seesChannel } from '../frame/rights.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import type { ChannelFrame } from './channelFrame.ts';
import { HealthTag } from './HealthCard.tsx';
import { LiveChatForm } from './LiveChatForm.tsx';
import { PhoneForm } from './PhoneForm.tsx';
import { TelegramForm } from './TelegramForm.tsx';
import { useChannelHealth } from './useChannelHealth.ts';
import { WebCallForm } from './WebCallForm.tsx';
import { WebhookForm } from './WebhookForm.tsx';

/** One channel, whatever its kind. */
export function ChannelPage({ id, me }: { readonly id: ChannelId; readonly me: Agent }) {
  const t = useSettingsText();
  const channel = useChannel(id);
  if (channel === undefined || !seesChannel(me, channel)) {
    return (
      <Page label={t('nav.channels')}>
        <EmptyState fill icon={SearchX} title={t('channel.gone')} text={t('unknown.text')} />
      </Page>
    );
  }
  return <KnownChannel channel={channel} editable={mayEdit('channels', me.role)} />;
}

function KnownChannel({ channel, editable }: { readonly channel: Channel; readonly editable: boolean }) {
  const t = useSettingsText();
  const [deleting, setDeleting] = useState(false);
  const frame: ChannelFrame = {
    head: (actions) => <ChannelHead channel={channel} actions={actions} />,
    foot: editable && (
      <SettingCard title={t('channel.card.delete')}>
        <SettingRow
          label={t('channel.delete')}
          hint={t(`channel.${deleteWords(channel)}Hint`)}
          control={
            <Button variant="outline-danger" icon={Trash2} onClick={() => setDeleting(true)}>
              {t('channel.deleteButton')}
            </Button>
          }
        />
      </SettingCard>
    ),
  };
  return (
    <Page label={t('channel.page', { name: channel.name })}>
      <FormOfKind channel={channel} editable={editable} frame={frame} />
      <DeleteChannel channel={channel} open={deleting} onClose={() => setDeleting(false)} />
    </Page>
  );
}

function FormOfKind({
  channel,
  ...rest
}: {
  readonly channel: Channel;
  readonly editable: boolean;
  readonly frame: ChannelFrame;
}): ReactNode {
  switch (channel.kind) {
    case 'liveChat':
      return <LiveChatForm channel={channel} {...rest} />;
    case 'telegram':
      return <TelegramForm channel={channel} {...rest} />;
    case 'webhook':
      return <WebhookForm channel={channel} {...rest} />;
    case 'phone':
      return <PhoneForm channel={channel} {...rest} />;
    case 'webCall':
      return <WebCallForm channel={channel} {...rest} />;
  }
}

function ChannelHead({ channel, actions }: { readonly channel: Channel; readonly actions: ReactNode }) {
  const t = useSettingsText();
  const go = useGo();
  const queue = useQueues().find(({ id }) => id === channel.queueId);
  const serves = queue?.active === true;
  const health = useChannelHealth().get(channel.id);
  return (
    <PageHead
      plain
      title={channel.name}
      mark={<ChannelIcon kind={channel.kind} label={t(`channel.kindOf.${channel.kind}`)} size={32} />}
      tag={
        serves && health !== undefined ? (
          <HealthTag health={health} />
        ) : (
          <Tag tone={serves ? 'ok' : 'warn'}>
            <Icon glyph={serves ? CircleCheck : TriangleAlert} size={12} />
            {t(serves ? 'channel.connected' : 'channel.disconnected')}
          </Tag>
        )
      }
      sub={t('channel.sub', { queue: queue?.name ?? t('channel.noQueue'), version: channel.version })}
      actions={
        <>
          {actions}
          {queue !== undefined && (
            <Button onClick={() => go({ name: 'queue', id: queue.id, tab: 'queue' })}>{t('channel.openQueue')}</Button>
          )}
        </>
      }
    />
  );
}

/** Which words the end of a channel has. */
function deleteWords({ kind }: Channel): 'delete' | 'deleteMessenger' | 'deleteCall' {
  if (kind === 'liveChat') return 'delete';
  return mediumOf(kind) === 'call' ? 'deleteCall' : 'deleteMessenger';
}

function DeleteChannel({
  channel,
  open,
  onClose,
}: {
  readonly channel: Channel;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useSettingsText();
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const reply = await sendSetting('channel.delete', { channelId: channel.id });
    setBusy(false);
    onClose();
    if (!reply.ok) return void showToast({ text: wordsOf(reply.error), tone: 'bad' });
    setDraft(`channel/${channel.id}`, undefined);
    showToast({ text: t('channel.deleted', { name: channel.name }), tone: 'ok' });
    goAtOnce({ name: 'start' });
  };
  return (
    <ConfirmDialog
      open={open}
      title={t('channel.deleteTitle', { name: channel.name })}
      text={t(`channel.${deleteWords(channel)}Text`)}
      cancelLabel={t('app:cancel')}
      confirmLabel={t('channel.delete')}
      danger
      busy={busy}
      onCancel={onClose}
      onConfirm={() => void remove()}
    />
  );
}
