import { Eye } from 'lucide-react';
import { useMemo, useState } from 'react';

import { currentLanguage } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { Icon } from '../../../ui/marks/Icon.tsx';
import { Tag } from '../../../ui/marks/Tag.tsx';
import { Drawer } from '../../../ui/overlays/Drawer.tsx';
import { useQueues } from '../../../workspace/hooks.ts';
import { DraftForm } from '../form/DraftForm.tsx';
import { useSettingsForm } from '../form/useSettingsForm.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { HoursCard, IdentityCard, LookCard, WelcomeCard } from './ChannelCards.tsx';
import type { ChannelFrame } from './channelFrame.ts';
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

/** A website chat: its settings, the preview beside them, the line for the site. */
export function LiveChatForm({
  channel,
  editable,
  frame,
}: {
  readonly channel: LiveChatChannel;
  readonly editable: boolean;
  readonly frame: ChannelFrame;
}) {
  const t = useSettingsText();
  const queues = useQueues();
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
    <>
      {frame.head(
        <Button className="only-narrow" icon={Eye} onClick={() => setLooking(true)}>
          {t('preview.title')}
        </Button>,
      )}
      <div className="split-view border-t border-line">
        <DraftForm label={t('channel.page', { name: channel.name })} form={form} words={words} onSaved={onSaved}>
          <SnippetCard id={channel.id} />
          <IdentityCard form={form} editable={editable} />
          <WelcomeCard form={form} editable={editable} />
          <LookCard form={form} editable={editable} />
          <HoursCard form={form} editable={editable} />
          {frame.foot}
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
    </>
  );
}
