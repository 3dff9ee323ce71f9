import { useState } from 'react';

import { useText } from '../../../text/text.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { serverNow } from '../../../workspace/clock.ts';
import { parkUntil } from './parkPresets.ts';

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Park until a date and time of one's own. */
export function ParkDialog({
  open,
  onClose,
  onPark,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onPark: (until: number) => void;
}) {
  const t = useText('conversation');
  const [local, setLocal] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="sm"
      title={t('park.title')}
      text={t('park.text')}
      closeLabel={t('closeDialog')}
      onSubmit={(event) => {
        event.preventDefault();
        const until = parkUntil(local, serverNow(), ownZone());
        if (until === undefined) return setWrong(true);
        onPark(until);
        return onClose();
      }}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit">
            {t('action.park')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('park.field')}
        type="datetime-local"
        value={local}
        error={wrong ? t('park.past') : undefined}
        onChange={(event) => {
          setWrong(false);
          setLocal(event.target.value);
        }}
      />
    </Dialog>
  );
}
