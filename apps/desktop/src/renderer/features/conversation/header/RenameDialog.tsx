import { CustomerName, type Interaction } from '@ringdesk/shared/model/interaction.ts';
import { useState } from 'react';

import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { act } from '../conversationActions.ts';

/** Gives the customer a name, or takes it away. */
export function RenameDialog({
  interaction,
  open,
  onClose,
}: {
  readonly interaction: Interaction;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useText('conversation');
  const [name, setName] = useState(interaction.customer.name);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="sm"
      title={t('rename.title')}
      closeLabel={t('closeDialog')}
      onSubmit={(event) => {
        event.preventDefault();
        const clean = CustomerName.safeParse(name);
        if (!clean.success) return;
        void act('interaction.nameCustomer', { interactionId: interaction.id, name: clean.data });
        onClose();
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit">
            {t('save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('rename.field')}
        value={name}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
    </Dialog>
  );
}
