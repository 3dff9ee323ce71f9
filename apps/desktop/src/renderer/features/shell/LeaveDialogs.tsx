import type { InteractionId } from '@ringdesk/shared/model/ids.ts';
import { MessageCircle, Phone } from 'lucide-react';
import { useState } from 'react';

import { signOut } from '../../connection/session.ts';
import { sendCommand } from '../../connection/connection.ts';
import { interactionName } from '../../text/customerName.ts';
import { useText } from '../../text/text.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Icon } from '../../ui/marks/Icon.tsx';
import { ConfirmDialog } from '../../ui/overlays/ConfirmDialog.tsx';
import { useInteraction, useList, useReasons, useWorkspace } from '../../workspace/hooks.ts';

/** What is mine and goes on: calls first, then who waits for me. */
function useOwned(): readonly InteractionId[] {
  const lists = [
    useList('calls'),
    useList('needsReply'),
    useList('waitingForCustomer'),
    useList('wrapUp'),
    useList('ended'),
  ];
  return lists.flatMap((list) => [...list]);
}

/** More are counted: the dialog must fit the smallest window. */
const MOST_NAMED = 6;

function OwnedList({ ids }: { readonly ids: readonly InteractionId[] }) {
  const t = useText('shell');
  const more = ids.length - MOST_NAMED;
  return (
    <ul className="flex flex-col gap-1" aria-label={t('quit.owned')}>
      {ids.slice(0, MOST_NAMED).map((id) => (
        <OwnedLine key={id} id={id} />
      ))}
      {more > 0 && <li className="text-muted">{t('quit.more', { count: more })}</li>}
    </ul>
  );
}

function OwnedLine({ id }: { readonly id: InteractionId }) {
  const t = useText('shell');
  const interaction = useInteraction(id);
  if (interaction === undefined) return null;
  const call = interaction.medium === 'call';
  return (
    <li className="flex items-center gap-2">
      <Icon glyph={call ? Phone : MessageCircle} size={14} />
      <span className="sr-text">{t(call ? 'quit.kind.call' : 'quit.kind.chat')}</span>
      <span className="min-w-0 truncate">{interactionName(interaction, t)}</span>
    </li>
  );
}

/** Signing out deletes drafts and unsent messages of this device, so it asks first. */
export function SignOutDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useText('shell');
  const owned = useOwned().length;
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
  const owned = useOwned();
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
      text={t('quit.text', { count: owned.length })}
      confirmLabel={t('quit.quit')}
      cancelLabel={t('quit.stay')}
      extra={pause !== undefined && <Button onClick={() => void breakAndQuit()}>{t('quit.break')}</Button>}
      onCancel={() => onAnswer(false)}
      onConfirm={() => onAnswer(true)}
    >
      <OwnedList ids={owned} />
    </ConfirmDialog>
  );
}
