import type { Channel } from '@ringdesk/shared/model/channel.ts';
import type { QueueId } from '@ringdesk/shared/model/ids.ts';
import type { Queue } from '@ringdesk/shared/model/queue.ts';
import { useState } from 'react';

import { customerName } from '../../../text/customerName.ts';
import { formatList } from '../../../text/format.ts';
import type { Translate } from '../../../text/text.ts';
import { Field } from '../../../ui/fields/Field.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { useQueues } from '../../../workspace/hooks.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { useSettingsText } from '../frame/useWords.ts';

/** So many are named; of the others there is the number. */
const NAMED = 5;

/** Who waits in a queue, the longest first. */
export function waitingIn(queueId: QueueId, t: Translate): readonly string[] {
  const all = [...(workspace.getState().mirror?.interactions.values() ?? [])];
  return all
    .filter(({ state, queueId: own }) => own === queueId && (state === 'queued' || state === 'offered'))
    .toSorted((a, b) => a.arrivedAt - b.arrivedAt)
    .map(({ customer }) => customerName(customer, t));
}

/** [7] What becomes of the channels and of who waits, before the queue is switched off. */
export function SwitchOffDialog({
  queue,
  channels,
  busy,
  onCancel,
  onConfirm,
}: {
  readonly queue: Queue;
  readonly channels: readonly Channel[];
  readonly busy: boolean;
  readonly onCancel: () => void;
  /** `openTo`: the queue who waits goes to; null: they go on waiting in this one. */
  readonly onConfirm: (openTo: QueueId | null) => void;
}) {
  const t = useSettingsText();
  const others = useQueues().filter(({ id, active, medium }) => id !== queue.id && active && medium === queue.medium);
  const [openTo, setOpenTo] = useState<QueueId | 'here'>('here');
  const waiting = waitingIn(queue.id, t);
  const count = Math.max(queue.waiting, waiting.length);
  const more = count - Math.min(waiting.length, NAMED);
  const names = formatList([...waiting.slice(0, NAMED), ...(more > 0 ? [t('queue.offMore', { count: more })] : [])]);
  return (
    <ConfirmDialog
      open
      title={t('queue.offTitle', { name: queue.name })}
      text={
        channels.length > 0
          ? t('queue.offText', { count: channels.length, names: formatList(channels.map(({ name }) => name)) })
          : t('queue.offAlone')
      }
      cancelLabel={t('app:cancel')}
      confirmLabel={t(channels.length > 0 ? 'queue.offConfirm' : 'queue.offConfirmAlone')}
      danger
      busy={busy}
      onCancel={onCancel}
      onConfirm={() => onConfirm(openTo === 'here' ? null : openTo)}
    >
      {count > 0 && (
        <div className="flex flex-col gap-3">
          <p>{t('queue.offWaiting', { count, names })}</p>
          <Field label={t('queue.offWhere')}>
            <Select<QueueId | 'here'>
              value={openTo}
              onChange={setOpenTo}
              options={[
                { value: 'here', text: t('queue.offHere') },
                ...others.map(({ id, name }) => ({ value: id, text: t('queue.offThere', { name }) })),
              ]}
            />
          </Field>
        </div>
      )}
    </ConfirmDialog>
  );
}
