import { useState } from 'react';

import { signOut } from '../../connection/session.ts';
import { sendCommand } from '../../connection/connection.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ConfirmDialog } from '../../ui/overlays/ConfirmDialog.tsx';
import { useList, useReasons, useWorkspace } from '../../workspace/hooks.ts';

/** How many conversations are mine and open. */
function useOwnedCount(): number {
  return (
    useList('calls').size + useList('needsReply').size + useList('waitingForCustomer').size + useList('wrapUp').size
  );
}

/** Signing out deletes drafts and unsent messages of this device, so it asks first. */
export function SignOutDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText('shell');
  const owned = useOwnedCount();
  const unsent = useWorkspace(
    (state) => [...state.pendingMessages.values()].flat().filter(({ state: is }) => is !== 'sent').length,
  );
  const [busy, setBusy] = useState(false);
  const text =
    unsent > 0
      ? t('signOut.unsent', { count: unsent })
      : owned > 0
        ? t('signOut.open', { count: owned })
        : t('signOut.text');
  return (
    <ConfirmDialog
      open={open}
      title={t('signOut.title')}
      text={text}
      danger={unsent > 0}
      confirmLabel={t('signOut.confirm')}
      cancelLabel={t('app:cancel')}
      busy={busy}
      onCancel={onClose}
      onConfirm={() => {
        setBusy(true);
        void signOut().finally(() => setBusy(false));
      }}
    />
  );
}

export interface QuitDialogProps {
  readonly open: boolean;
  /** The person has chosen. */
  readonly onAnswer: (quit: boolean) => void;
}

/** Quitting with owned conversations is never silent (desk 2.9). */
export function QuitDialog({ open, onAnswer }: QuitDialogProps) {
  const t = useText('shell');
  const owned = useOwnedCount();
  const pause = useReasons().find(({ state }) => state === 'break');
  const breakAndQuit = async (): Promise<void> => {
    if (pause === undefined) return;
    const reply = await sendCommand('presence.set', { state: 'break', reasonId: pause.id });
    if (reply.ok) onAnswer(true);
  };
  return (
    <ConfirmDialog
      open={open}
      danger
      title={t('quit.title')}
      text={t('quit.text', { count: owned })}
      confirmLabel={t('quit.quit')}
      cancelLabel={t('quit.stay')}
      extra={pause !== undefined && <Button onClick={() => void breakAndQuit()}>{t('quit.break')}</Button>}
      onCancel={() => onAnswer(false)}
      onConfirm={() => onAnswer(true)}
    />
  );
}
