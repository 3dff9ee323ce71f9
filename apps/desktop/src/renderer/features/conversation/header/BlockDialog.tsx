import type { Interaction } from '@ringdesk/shared/model/interaction.ts';

import { BlockReason } from '@ringdesk/shared/model/message.ts';
import { useState } from 'react';

import { useText } from '../../../text/text.ts';
import { RadioList } from '../../../ui/fields/RadioList.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { act } from '../conversationActions.ts';

export interface BlockDialogProps {
  readonly interaction: Interaction;
  readonly customer: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Nothing of this customer comes through any more, or it does again. */
export function BlockDialog({ interaction, customer, open, onClose }: BlockDialogProps) {
  const t = useText('conversation');
  const { id: interactionId, call } = interaction;
  const blocked = interaction.blocked === true;
  const [reason, setReason] = useState<BlockReason | null>(null);
  const calls = call !== undefined && call.via !== 'web';
  const words = calls
    ? t(blocked ? 'block.undoCallText' : 'block.callText')
    : t(blocked ? 'block.undoText' : 'block.text');
  return (
    <ConfirmDialog
      open={open}
      title={t(blocked ? 'block.undoTitle' : 'block.title', { customer })}
      text={words}
      confirmLabel={t(blocked ? 'action.unblock' : 'action.block')}
      cancelLabel={t('app:cancel')}
      danger={!blocked}
      onConfirm={() => {
        onClose();
        void act('interaction.block', {
          interactionId,
          blocked: !blocked,
          ...(!blocked && reason !== null && { reason }),
        });
      }}
      onCancel={onClose}
    >
      {blocked ? undefined : (
        <RadioList
          label={t('block.why')}
          value={reason}
          options={BlockReason.options.map((value) => ({ value, text: t(`block.reason.${value}`) }))}
          onChange={setReason}
        />
      )}
    </ConfirmDialog>
  );
}
