import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import { useState } from 'react';

import { showToast, showUndo } from '../../../ui/feedback/toasts.ts';
import { Switch } from '../../../ui/fields/Switch.tsx';
import { workspace } from '../../../workspace/workspace.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';
import { SwitchOffDialog } from './SwitchOffDialog.tsx';

/**
 * [7] on or off at once; off with channels connected disconnects them in the same step, and moves who waits where it is
 * told to, after naming both.
 */
export function ActiveSwitch({
  queue,
  channels,
  editable,
}: {
  readonly queue: Queue;
  readonly channels: readonly Channel[];
  readonly editable: boolean;
}) {
  const t = useSettingsText();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  const turn = async (active: boolean, disconnectChannels: boolean, openTo?: QueueId | null): Promise<void> => {
    setBusy(true);
    const reply = await sendSetting('queue.setActive', {
      queueId: queue.id,
      active,
      disconnectChannels,
      ...(openTo !== undefined && { openTo }),
    });
    setBusy(false);
    setAsking(false);
    if (!reply.ok) {
      // Somebody connected a channel or began to wait meanwhile: ask, now that it is known.
      const { code } = reply.error;
      if (code === 'channelsConnected' || code === 'customersWaiting') return setAsking(true);
      return void showToast({ text: wordsOf(reply.error), tone: 'bad' });
    }
    if (!active) showUndo(t('queue.switchedOff', { name: queue.name }), t('undo'), () => void undo(queue, channels));
  };

  return (
    <>
      <span className="flex items-center gap-2 font-medium whitespace-nowrap">
        <span className="hide-narrow">{t('queue.on')}</span>
        <Switch
          label={t('queue.on')}
          checked={queue.active}
          disabled={!editable || busy}
          onChange={(on) => {
            if (!on && (channels.length > 0 || queue.waiting > 0)) setAsking(true);
            else void turn(on, false);
          }}
        />
      </span>
      {asking && (
        <SwitchOffDialog
          queue={queue}
          channels={channels}
          busy={busy}
          onCancel={() => setAsking(false)}
          onConfirm={(openTo) => void turn(false, channels.length > 0, openTo)}
        />
      )}
    </>
  );
}

/** On again, with the channels that were disconnected in the same step, and who waits where they were moved to. */
async function undo(queue: Queue, channels: readonly Channel[]): Promise<void> {
  const reply = await sendSetting('queue.setActive', {
    queueId: queue.id,
    active: true,
    disconnectChannels: false,
    takeBack: true,
  });
  if (!reply.ok) return void showToast({ text: wordsOf(reply.error), tone: 'bad' });
  for (const { id } of channels) {
    const channel = workspace.getState().mirror?.channels.get(id);
    if (channel === undefined || channel.queueId !== null) continue;
    const { id: channelId, ...kept } = channel;
    const saved = await sendSetting('channel.save', { ...kept, channelId, queueId: queue.id });
    if (!saved.ok) showToast({ text: wordsOf(saved.error), tone: 'bad' });
  }
}
