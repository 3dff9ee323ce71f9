import type { Agent } from '@ringdesk/shared/model/agent.ts';
import type { ChannelId } from '@ringdesk/shared/model/ids.ts';
import { CircleCheck, Eye, SearchX, Trash2, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';

import { currentLanguage } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { ChannelIcon } from '../../../ui/marks/ChannelIcon.tsx';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { Drawer } from '../../../ui/overlays/Drawer.tsx';
import { Page, PageHead } from '../../../ui/page/Page.tsx';
import { SettingCard } from '../../../ui/settings/SettingCard.tsx';
import { SettingRow } from '../../../ui/settings/SettingRow.tsx';
import { useChannel, useQueues } from '../../../workspace/hooks.ts';
import { DraftForm } from '../form/DraftForm.tsx';
import { setDraft } from '../form/settingsDrafts.ts';
import { useSettingsForm } from '../form/useSettingsForm.ts';
import { goAtOnce, useGo } from '../frame/go.ts';
import { mayEdit, seesChannel } from '../frame/rights.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { IdentityCard, LookCard, WelcomeCard } from './ChannelCards.tsx';
import {
  channelErrors,
  channelFieldsOf,
  channelFieldWords,
  type ChannelForm,
  channelFormOf,
  channelInput,
  type LiveChatChannel,
} from './channelForm.ts';
import { SnippetCard } from './SnippetCard.tsx';
import { WidgetPreview } from './WidgetPreview.tsx';

/** One website channel: its settings, the preview beside them, the line for the site. */
export function ChannelPage({ id, me }: { readonly id: ChannelId; readonly me: Agent }) {
  const t = useSettingsText();
  const channel = useChannel(id);
  if (channel?.kind !== 'liveChat' || !seesChannel(me, channel)) {
    return (
      <Page label={t('nav.channels')}>
        <EmptyState fill icon={SearchX} title={t('channel.gone')} text={t('unknown.text')} />
      </Page>
    );
  }
  return <KnownChannel channel={channel} editable={mayEdit('channels', me.role)} />;
}

function KnownChannel({ channel, editable }: { readonly channel: LiveChatChannel; readonly editable: boolean }) {
  const t = useSettingsText();
  const queues = useQueues();
  const [deleting, setDeleting] = useState(false);
  const [looking, setLooking] = useState(false);
  const saved = useMemo(() => channelFormOf(channel), [channel]);
  const form = useSettingsForm<ChannelForm>({
    key: `channel/${channel.id}`,
    saved,
    version: channel.version,
    check: channelErrors,
    save: (values, version) => sendSetting('channel.save', channelInput(channel.id, version, values)),
    fieldsOf: channelFieldsOf,
  });
  const queue = queues.find(({ id }) => id === form.values.queueId);
  const words = useMemo(
    () => channelFieldWords(t, (id) => queues.find((each) => each.id === id)?.name ?? t('gone')),
    [t, queues],
  );
  const onSaved = (before: ChannelForm, version: number): void => {
    const undo = async (): Promise<void> => {
      const reply = await sendSetting('channel.save', channelInput(channel.id, version, before));
      if (!reply.ok) showToast({ text: wordsOf(reply.error), tone: 'bad' });
    };
    showUndo(t('form.savedVersion', { version }), t('undo'), () => void undo());
  };
  const language = form.values.language === 'auto' ? (queue?.language ?? currentLanguage()) : form.values.language;
  const preview = <WidgetPreview form={form.values} queueName={queue?.name ?? channel.name} language={language} />;

  return (
    <Page label={t('channel.page', { name: channel.name })}>
      <ChannelHead channel={channel} onLook={() => setLooking(true)} />
      <div className="split-view border-t border-line">
        <DraftForm label={t('channel.page', { name: channel.name })} form={form} words={words} onSaved={onSaved}>
          <SnippetCard id={channel.id} />
          <IdentityCard form={form} editable={editable} />
          <WelcomeCard form={form} editable={editable} />
          <LookCard form={form} editable={editable} />
          {editable && (
            <SettingCard title={t('channel.card.delete')}>
              <SettingRow
                label={t('channel.delete')}
                hint={t('channel.deleteHint')}
                control={
                  <Button variant="outline-danger" icon={Trash2} onClick={() => setDeleting(true)}>
                    {t('channel.deleteButton')}
                  </Button>
                }
              />
            </SettingCard>
          )}
        </DraftForm>
        <aside className="try" aria-label={t('preview.title')}>
          <div className="card-h min-h-12">
            <Icon glyph={Eye} size={14} />
            {t('preview.title')}
            {form.changed.length > 0 && (
              <Tag size="sm" tone="accent">
                {t('try.unsaved')}
              </Tag>
            )}
          </div>
          {preview}
        </aside>
      </div>
      <Drawer open={looking} onClose={() => setLooking(false)} title={t('preview.title')} closeLabel={t('app:close')}>
        {preview}
      </Drawer>
      <DeleteChannel channel={channel} open={deleting} onClose={() => setDeleting(false)} />
    </Page>
  );
}

function ChannelHead({ channel, onLook }: { readonly channel: LiveChatChannel; readonly onLook: () => void }) {
  const t = useSettingsText();
  const go = useGo();
  const queue = useQueues().find(({ id }) => id === channel.queueId);
  const serves = queue?.active === true;
  return (
    <PageHead
      plain
      title={channel.name}
      mark={<ChannelIcon kind="liveChat" label={t('channel.kind')} size={32} />}
      tag={
        <Tag tone={serves ? 'ok' : 'warn'}>
          <Icon glyph={serves ? CircleCheck : TriangleAlert} size={12} />
          {t(serves ? 'channel.connected' : 'channel.disconnected')}
        </Tag>
      }
      sub={t('channel.sub', { queue: queue?.name ?? t('channel.noQueue'), version: channel.version })}
      actions={
        <>
          <Button className="only-narrow" icon={Eye} onClick={onLook}>
            {t('preview.title')}
          </Button>
          {queue !== undefined && (
            <Button onClick={() => go({ name: 'queue', id: queue.id, tab: 'queue' })}>{t('channel.openQueue')}</Button>
          )}
        </>
      }
    />
  );
}

function DeleteChannel({
  channel,
  open,
  onClose,
}: {
  readonly channel: LiveChatChannel;
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
      text={t('channel.deleteText')}
      cancelLabel={t('app:cancel')}
      confirmLabel={t('channel.delete')}
      danger
      busy={busy}
      onCancel={onClose}
      onConfirm={() => void remove()}
    />
  );
}
