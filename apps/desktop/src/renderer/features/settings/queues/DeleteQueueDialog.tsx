import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { useState } from 'react';

import { Field } from '../../../ui/fields/Field.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { showToast } from '../../../ui/feedback/toasts.ts';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { useQueues } from '../../../workspace/hooks.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { setDraft } from '../form/settingsDrafts.ts';
import { goAtOnce } from '../frame/go.ts';
import { sendSetting } from '../frame/sendSetting.ts';
import { useSettingsText, wordsOf } from '../frame/useWords.ts';

/** Open interactions of a queue, counted when the dialog opens. */
function openIn(id: QueueId): number {
  let open = 0;
  for (const interaction of workspace.getState().mirror?.interactions.values() ?? []) {
    if (interaction.queueId === id && interaction.state !== 'closed') open += 1;
  }
  return open;
}

/** [8] says what happens to open interactions and channels, and where they go; history stays. */
export function DeleteQueueDialog({
  queue,
  channels,
  onClose,
}: {
  readonly queue: Queue;
  readonly channels: number;
  readonly onClose: () => void;
}) {
  const t = useSettingsText();
  // A chat is of no use to who answers calls, and in a queue that is off nobody would be asked.
  const others = useQueues().filter(({ id, active, medium }) => id !== queue.id && active && medium === queue.medium);
  const [open] = useState(() => openIn(queue.id));
  const [openTo, setOpenTo] = useState<QueueId | null>(open > 0 ? (others[0]?.id ?? null) : null);
  const [busy, setBusy] = useState(false);
  const [needed, setNeeded] = useState(open > 0);

  const remove = async (): Promise<void> => {
    setBusy(true);
    const reply = await sendSetting('queue.delete', { queueId: queue.id, openTo: needed ? openTo : null });
    setBusy(false);
    if (reply.ok) {
      setDraft(`queue/${queue.id}`, undefined);
      showToast({ text: t('queue.deleted', { name: queue.name }), tone: 'ok' });
      onClose();
      return goAtOnce({ name: 'start' });
    }
    // Conversations came in while the dialog was open.
    if (reply.error.code === 'queueNotEmpty') setNeeded(true);
    showToast({ text: wordsOf(reply.error), tone: 'bad' });
  };

  return (
    <ConfirmDialog
      open
      title={t('queue.deleteTitle', { name: queue.name })}
      text={t('queue.deleteText')}
      cancelLabel={t('app:cancel')}
      confirmLabel={t('queue.delete')}
      danger
      busy={busy}
      onCancel={onClose}
      onConfirm={() => void remove()}
    >
      <div className="flex flex-col gap-3">
        <p>{t('queue.deleteChannels', { count: channels })}</p>
        {needed ? (
          <Field label={t('queue.deleteOpen', { count: open })}>
            <Select
              value={openTo}
              onChange={setOpenTo}
              placeholder={t('queue.deleteChoose')}
              options={others.map(({ id, name }) => ({ value: id, text: name }))}
            />
          </Field>
        ) : (
          <p>{t('queue.deleteNoOpen')}</p>
        )}
      </div>
    </ConfirmDialog>
  );
}
