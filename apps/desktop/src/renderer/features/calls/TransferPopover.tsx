import type { Interaction } from '@ringdesk/shared/model/interaction.ts';
import { type ReactElement, useRef, useState } from 'react';

import { useText } from '../../text/text.ts';
import { SegmentedControl } from '../../ui/fields/SegmentedControl.tsx';
import { Popover } from '../../ui/overlays/Popover.tsx';
import { consult, sendOn, sendToQueue } from './callActions.ts';
import type { CallTarget } from './callTargets.ts';
import { usePhoneState } from './phone.ts';
import { TargetList } from './TargetList.tsx';

export interface TransferPopoverProps {
  readonly interaction: Interaction;
  readonly trigger: ReactElement;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

type Mode = 'blind' | 'consult';

/** Hands the call over, at once or after a word with whoever gets it: colleagues, queues, a number. */
export function TransferPopover({ interaction, trigger, open, onOpenChange }: TransferPopoverProps) {
  const t = useText('calls');
  // Music comes from a media server; without one whoever is on hold hears nothing.
  const music = usePhoneState()?.anchored === true;
  const [mode, setMode] = useState<Mode>('consult');
  const search = useRef<HTMLInputElement>(null);
  const choose = (target: CallTarget): void => {
    onOpenChange(false);
    void transfer(interaction, mode, target);
  };
  return (
    <Popover
      side="top"
      align="center"
      flush
      title={t('transfer.title')}
      foot={t(mode === 'blind' ? 'transfer.footBlind' : music ? 'transfer.footConsult' : 'transfer.footConsultSilent')}
      open={open}
      onOpenChange={onOpenChange}
      initialFocus={search}
      className="w-[340px] max-w-[calc(100vw-32px)]"
      trigger={trigger}
    >
      <TargetList
        searchRef={search}
        placeholder={t('transfer.search')}
        withQueues
        queueId={interaction.queueId}
        sends={mode === 'blind' ? 'transfer' : 'consult'}
        verb={t(`transfer.do.${mode}`)}
        onChoose={choose}
        head={
          <div className="px-3 pt-0.5 pb-2">
            <SegmentedControl
              label={t('transfer.mode')}
              value={mode}
              onChange={setMode}
              segments={[
                { value: 'blind', text: t('transfer.blind') },
                { value: 'consult', text: t('transfer.consult') },
              ]}
            />
          </div>
        }
      />
    </Popover>
  );
}

async function transfer({ id }: Interaction, mode: Mode, target: CallTarget): Promise<void> {
  if (target.kind === 'queue') {
    const { id: queueId } = target.queue;
    await (mode === 'blind' ? sendToQueue(id, queueId) : consult(id, { kind: 'queue', queueId }));
  } else {
    const to =
      target.kind === 'agent'
        ? ({ kind: 'agent', agentId: target.agent.id } as const)
        : ({ kind: 'number', number: target.number } as const);
    await (mode === 'blind' ? sendOn(id, to) : consult(id, to));
  }
}
